using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>Gives profiles to principals. Several ways of naming principals add up, and so do assignments.</summary>
public sealed record Assignment
{
    /// <summary>The patterns of principals that have all of <see cref="Profiles"/>.</summary>
    public ImmutableArray<ArnPattern> Principals { get; init; } = [];

    /// <summary>The Identity Center permission sets, by exact name, whose roles have all of <see cref="Profiles"/>.</summary>
    public ImmutableArray<string> PermissionSets { get; init; } = [];

    /// <summary>
    /// A tag key, in any case; its value on a principal, split at spaces, chooses among <see cref="Profiles"/>. Null means no tag.
    /// </summary>
    public string? Tag { get; init; }

    /// <summary>The ids of the profiles, built in or the configuration's own.</summary>
    public required ImmutableArray<string> Profiles { get; init; }

    /// <summary>Exactly these ARNs by Billing Conductor resource type; a type without entry is free. Null means that all are.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Resources { get; init; }

    /// <summary>Whether the principals work in the console, which needs some companions more.</summary>
    public bool Console { get; init; }

    /// <summary>Who answers for these principals; null if nobody is named.</summary>
    public string? Owner { get; init; }
}
