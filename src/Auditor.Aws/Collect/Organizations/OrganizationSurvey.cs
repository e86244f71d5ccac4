using System.Collections.Immutable;
using Amazon.Organizations.Model;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect.Organizations;

/// <summary>How large the organization is and how it hangs together: everything but where policies are attached and what they say.</summary>
internal sealed record OrganizationSurvey
{
    /// <summary>The organization; null if there is none, or if it could not be read.</summary>
    public Organization? Organization { get; init; }

    /// <summary>True if AWS says that the account belongs to no organization.</summary>
    public bool IsStandalone { get; init; }

    /// <summary>The root; null if it could not be read.</summary>
    public IReadOnlyList<Root>? Roots { get; init; }

    /// <summary>The units, each with its parent: all of them, or where accounts bring their paths along those on the paths.</summary>
    public ImmutableArray<PlacedUnit> Units { get; init; } = [];

    /// <summary>The accounts; null if they could not be read.</summary>
    public IReadOnlyList<Account>? Accounts { get; init; }

    /// <summary>True if AWS gave the accounts without their paths, so that each root and unit must be asked for its accounts.</summary>
    public bool NeedsWalk { get; init; }

    /// <summary>The policies of each type that could be listed; a type that is not enabled is empty, one that could not be listed is missing.</summary>
    public ImmutableDictionary<string, IReadOnlyList<PolicySummary>> Policies { get; init; } = ImmutableDictionary<string, IReadOnlyList<PolicySummary>>.Empty;

    /// <summary>The types that are in force, or may be because the root could not be read.</summary>
    public ImmutableArray<string> PolicyTypes { get; init; } = [];

    /// <summary>What AWS refused.</summary>
    public ImmutableArray<SnapshotRefusal> Refused { get; init; } = [];

    /// <summary>The payer, if it is known.</summary>
    public string? Payer => Organization?.MasterAccountId;

    /// <summary>How many places policies can be attached to.</summary>
    public int Nodes => (Roots?.Count ?? 1) + Units.Length + (Accounts?.Count ?? 0);
}

/// <summary>An organizational unit with its parent.</summary>
/// <param name="Id">The unit's id.</param>
/// <param name="Arn">Its ARN, if AWS gave it.</param>
/// <param name="Name">Its name, if AWS gave it.</param>
/// <param name="ParentId">The root or unit above it.</param>
internal sealed record PlacedUnit(string Id, string? Arn, string? Name, string ParentId);
