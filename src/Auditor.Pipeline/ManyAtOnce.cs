using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Auditor.Pipeline;

/// <summary>Work on many items, several at once.</summary>
internal static class ManyAtOnce
{
    /// <summary>Works on each item; what comes out stands in the items' order, however many are worked on at once.</summary>
    /// <param name="items">The items.</param>
    /// <param name="parallelism">How many are worked on at once; at least 1.</param>
    /// <param name="work">Works on an item; from several threads.</param>
    /// <param name="cancellationToken">Stops between items.</param>
    /// <exception cref="Exception">What the work throws, as it throws it; of several one.</exception>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, int parallelism, Func<T, TResult> work, CancellationToken cancellationToken = default)
    {
        var results = new TResult[items.Count];
        if (parallelism == 1)
        {
            for (var index = 0; index < results.Length; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[index] = work(items[index]);
            }

            return results;
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        try
        {
            Parallel.ForEach(
                Partitioner.Create(Enumerable.Range(0, items.Count), EnumerablePartitionerOptions.NoBuffering),
                options,
                index => results[index] = work(items[index]));
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        return results;
    }
}
