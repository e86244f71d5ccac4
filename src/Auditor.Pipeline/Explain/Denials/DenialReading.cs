using System.Collections.Immutable;

namespace Auditor.Pipeline.Explain;

/// <summary>What was found in a text or in events.</summary>
public sealed record DenialReading
{
    /// <summary>The denials in the order in which they stand; from a text each only once. At most <see cref="DenialReader.MostDenials"/>.</summary>
    public ImmutableArray<Denial> Denials { get; init; } = [];

    /// <summary>Why nothing could be placed, with what to do; null if there is a denial.</summary>
    public string? Problem { get; init; }

    /// <summary>How many CloudTrail records were read.</summary>
    public int RecordCount { get; init; }

    /// <summary>How many of them are no denial.</summary>
    public int OtherRecordCount { get; init; }

    /// <summary>How many denials could not be placed, broken JSON included.</summary>
    public int UnplacedCount { get; init; }

    /// <summary>How many denials were found beyond those that are listed.</summary>
    public int UnlistedCount { get; init; }
}
