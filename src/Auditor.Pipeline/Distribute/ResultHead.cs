using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Distribute;

/// <summary>What became of one account of a distributed run.</summary>
/// <param name="Account">The account.</param>
/// <param name="Problem">Why there is no result that can be used: lower case, without a final period; null if there is one.</param>
public sealed record ResultHead(string Account, string? Problem)
{
    /// <summary>True if there is a result.</summary>
    public bool IsUsable => Problem is null;

    /// <summary>True if the account's file was there to be read.</summary>
    public bool IsCollected { get; init; }

    /// <summary>True if an earlier run's verdicts were taken over.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>SHA-256 of the account's file as the run's snapshot keeps it, or null.</summary>
    public string? FileHash { get; init; }

    /// <summary>What AWS refused in the account.</summary>
    public ImmutableArray<SnapshotRefusal> Refused { get; init; } = [];

    /// <summary>The roles that may be links of a chain into the payer.</summary>
    internal ImmutableArray<TrustNames> Links { get; init; } = [];
}
