using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Explain;

/// <summary>What an explanation supposes, and the answer without that.</summary>
/// <param name="Supposed">The suppositions for people, a line each.</param>
/// <param name="Decision">The decision as things are.</param>
/// <param name="Sentence">The sentence as things are.</param>
public sealed record SupposedDifference(ImmutableArray<string> Supposed, Decision Decision, string Sentence);
