using System.Collections.Immutable;

namespace Auditor.Pipeline.Propose;

/// <summary>One entry of the proposed assignments.</summary>
/// <param name="Profile">The profile's id.</param>
/// <param name="Principals">ARNs, or patterns of ARNs that match nobody else; ordinal.</param>
/// <param name="PermissionSets">Permission sets of Identity Center; ordinal.</param>
public sealed record ProposedAssignment(string Profile, ImmutableArray<string> Principals, ImmutableArray<string> PermissionSets);
