using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The gaps of one run, each once however often it is met. Safe from any thread.</summary>
public sealed class GapLog
{
    private readonly ConcurrentDictionary<Gap, byte> gaps = new();

    /// <summary>Notes a gap; one that is already noted stays one.</summary>
    public void Add(Gap gap) => gaps.TryAdd(gap, 0);

    /// <summary>Every gap so far, in an order that depends on their content only.</summary>
    public ImmutableArray<Gap> ToSorted() =>
    [
        .. gaps.Keys
            .OrderBy(gap => gap.Kind)
            .ThenBy(gap => gap.Account, StringComparer.Ordinal)
            .ThenBy(gap => gap.File, StringComparer.Ordinal)
            .ThenBy(gap => gap.Line)
            .ThenBy(gap => gap.Column)
            .ThenBy(gap => gap.What, StringComparer.Ordinal)
            .ThenBy(gap => gap.Permission, StringComparer.Ordinal)
            .ThenBy(gap => gap.Error, StringComparer.Ordinal),
    ];
}
