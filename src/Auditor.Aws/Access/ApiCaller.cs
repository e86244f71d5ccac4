using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace Auditor.Aws.Access;

/// <summary>
/// The one way to AWS: takes the operation's allowance, counts the call, and makes of a failure what it means. The SDK's standard
/// retries work inside a call. Safe from any thread.
/// </summary>
/// <param name="pace">Multiplies every rate; 1 is AWS's own.</param>
public sealed class ApiCaller(double pace = 1) : IDisposable
{
    private static readonly TimeSpan ShortestPeriod = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<string, TokenBucketRateLimiter> buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <summary>How many calls were made, by permission. Retries of the SDK are not counted.</summary>
    public IReadOnlyDictionary<string, int> Counts => counts;

    /// <summary>Makes one call.</summary>
    /// <param name="operation">What is called.</param>
    /// <param name="account">The account in which it is called, or null if that is not known yet.</param>
    /// <param name="call">The call itself.</param>
    /// <param name="cancellationToken">Ends the wait and the call.</param>
    /// <exception cref="CallRefusedException">AWS refused, or did not answer after all retries.</exception>
    /// <exception cref="Pipeline.RunCannotGoOnException">There are no credentials, or they have expired.</exception>
    public async Task<T> CallAsync<T>(ApiOperation operation, string? account, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentNullException.ThrowIfNull(call);
        using var lease = await BucketOf(operation.Rate, account).AcquireAsync(1, cancellationToken).ConfigureAwait(false);
        counts.AddOrUpdate(operation.Permission, 1, (_, count) => count + 1);
        try
        {
            return await call(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw CallFailure.Of(operation, account, error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var bucket in buckets.Values)
            bucket.Dispose();
    }

    private TokenBucketRateLimiter BucketOf(ApiRate rate, string? account) =>
        buckets.GetOrAdd(rate.IsPerAccount ? $"{rate.Name} {account}" : rate.Name, _ => new TokenBucketRateLimiter(Options(rate)));

    private TokenBucketRateLimiterOptions Options(ApiRate rate)
    {
        // A period under a millisecond would become one that never ends: a high pace gives several tokens at a time instead.
        var perSecond = rate.PerSecond * pace;
        var tokens = Math.Max(1, (int)Math.Floor(perSecond * ShortestPeriod.TotalSeconds));
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = Math.Max(rate.Burst, tokens),
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / perSecond),
            QueueLimit = int.MaxValue,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        };
    }
}
