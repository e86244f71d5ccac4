using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate;

/// <summary>The rows of verdicts that a run has given so far, each kept once. Safe from any thread.</summary>
internal sealed class VerdictRows
{
    private readonly ConcurrentDictionary<ImmutableArray<ActionVerdict>, ImmutableArray<ActionVerdict>> rows = new(RowComparer.Instance);

    /// <summary>A row that says the same.</summary>
    public ImmutableArray<ActionVerdict> Shared(ImmutableArray<ActionVerdict> row) => rows.GetOrAdd(row, row);
}
