using System.Collections.Immutable;

namespace Auditor.Pipeline.Propose;

/// <summary>One entry of the proposed assignments.</summary>
/// <param name="Profile">The profile's id.</param>
/// <param name="Principals">ARNs, or patterns of ARNs that match nobody else; ordinal.</param>
/// <param name="PermissionSets">Permission sets of Identity Center; ordinal.</param>
public sealed record ProposedAssignment(string Profile, ImmutableArray<string> Principals, ImmutableArray<string> PermissionSets)
{
    /// <summary>ARNs of principals that the profile fits too, and that no entry can name: their text has wildcards that match others; ordinal.</summary>
    public ImmutableArray<string> Unnamed { get; init; } = [];

    /// <summary>False if there is nobody left to assign the profile to.</summary>
    public bool NamesSomebody => !Principals.IsEmpty || !PermissionSets.IsEmpty;
}
