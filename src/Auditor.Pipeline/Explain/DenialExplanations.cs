using System.Collections.Immutable;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Explain;

/// <summary>Denials that AWS reported, explained, with what is to be told about them.</summary>
/// <param name="Answers">One for each principal, action, resource and reason.</param>
/// <param name="Findings">BCA701: one for each principal, action and set of blockers; a denial that could not be placed makes none.</param>
/// <param name="AsOf">The moment for which the explanations speak.</param>
public sealed record DenialExplanations(ImmutableArray<DenialAnswer> Answers, ImmutableArray<Finding> Findings, DateTimeOffset AsOf);
