using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Tells since when runs have met a gap. One that has grown, to more places of a file say, began anew: nobody knows which of them are the old ones.</summary>
internal sealed class KnownGaps
{
    private readonly RunMemory? before;
    private readonly Dictionary<string, int> counts;

    /// <param name="gaps">The gaps of this run.</param>
    /// <param name="before">What the run before left; null if nothing is remembered.</param>
    public KnownGaps(ImmutableArray<Gap> gaps, RunMemory? before)
    {
        this.before = before;
        counts = gaps.CountBy(RunMemory.KeyOf, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>How often each gap is met now that is met more than once.</summary>
    public ImmutableSortedDictionary<string, int> Repeated => counts.Where(gap => gap.Value > 1).ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Since when it is met as often as now; null means since this run.</summary>
    public DateTimeOffset? SinceOf(Gap gap)
    {
        var key = RunMemory.KeyOf(gap);
        return before is not null && before.Gaps.TryGetValue(key, out var since) && counts[key] <= before.GapCounts.GetValueOrDefault(key, 1) ? since : null;
    }
}
