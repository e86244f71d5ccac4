using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>What a snapshot says about itself; without <c>snapshot.json</c> every member is null or empty.</summary>
public sealed record SnapshotMetadata
{
    /// <summary>When it was taken.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The AWS partition, e.g. <c>aws</c>.</summary>
    public string? Partition { get; init; }

    /// <summary>What took it.</summary>
    public string? Tool { get; init; }

    /// <summary>How many active accounts the organization had.</summary>
    public int? AccountsExpected { get; init; }

    /// <summary>How many of them were read when the snapshot was taken.</summary>
    public int? AccountsRead { get; init; }

    /// <summary>The calls that AWS refused.</summary>
    public ImmutableArray<SnapshotRefusal> Refused { get; init; } = [];
}
