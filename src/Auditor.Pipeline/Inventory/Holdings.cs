using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>All that a principal holds: the greater part of what there is to keep of it.</summary>
public sealed record Holdings
{
    /// <summary>Its tags; keys as written.</summary>
    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    /// <summary>Inline and attached policies; of users those of their groups too.</summary>
    public required ImmutableArray<HeldPolicy> Policies { get; init; }

    /// <summary>Of users the ids of the policies that a group of theirs holds, whoever holds them besides.</summary>
    public IReadOnlySet<string> FromGroups { get; init; } = ImmutableHashSet<string>.Empty;

    /// <summary>The permissions boundary, or null.</summary>
    public HeldPolicy? Boundary { get; init; }

    /// <summary>A role's trust policy, or null for users.</summary>
    public PolicyDocument? TrustPolicy { get; init; }
}
