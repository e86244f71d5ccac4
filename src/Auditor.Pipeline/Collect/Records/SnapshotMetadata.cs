using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>What a snapshot tells about itself. Each member is null where it does not tell.</summary>
public sealed record SnapshotMetadata
{
    /// <summary>When the snapshot was taken.</summary>
    public DateTimeOffset? TakenAt { get; init; }

    /// <summary>The partition of the organization, e.g. <c>aws</c>.</summary>
    public string? Partition { get; init; }

    /// <summary>The program that took it.</summary>
    public string? Tool { get; init; }

    /// <summary>How many accounts were ACTIVE when it was taken.</summary>
    public int? AccountsExpected { get; init; }

    /// <summary>How many accounts its maker could read.</summary>
    public int? AccountsRead { get; init; }

    /// <summary>The calls that AWS refused its maker.</summary>
    public ImmutableArray<RefusedCall> Refused { get; init; } = [];
}
