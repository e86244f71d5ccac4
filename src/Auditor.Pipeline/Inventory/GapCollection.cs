using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The gaps of one run, each once however often it is met. Safe from any thread.</summary>
internal sealed class GapCollection
{
    private readonly ConcurrentDictionary<Gap, byte> gaps = new();

    public void AddRange(ImmutableArray<Gap> more)
    {
        foreach (var gap in more)
            gaps.TryAdd(gap, 0);
    }

    /// <summary>The gaps of several sources, each once, in the order of <see cref="ToSorted"/>.</summary>
    public static ImmutableArray<Gap> Sorted(params ReadOnlySpan<ImmutableArray<Gap>> sources)
    {
        var all = new GapCollection();
        foreach (var gaps in sources)
            all.AddRange(gaps);
        return all.ToSorted();
    }

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
