using Amazon.Organizations.Model;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>A policy of the organization as far as it could be read.</summary>
/// <param name="Summary">Its id, name and type.</param>
/// <param name="Content">What it says, as JSON; null if it was not asked for or could not be read.</param>
/// <param name="Targets">Where it is attached; null if that could not be read: then it may be attached anywhere.</param>
internal sealed record CollectedPolicy(PolicySummary Summary, string? Content, IReadOnlyList<PolicyTargetSummary>? Targets);
