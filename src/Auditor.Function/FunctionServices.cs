using Auditor.Aws.Access;
using Auditor.Aws.Invoke;
using Auditor.Aws.Publish;
using Auditor.Pipeline.Publish;

namespace Auditor.Function;

/// <summary>What the function reaches outside itself; made at the first use, since not every event needs everything.</summary>
/// <param name="Store">The report bucket.</param>
/// <param name="Publisher">The topic, or null.</param>
/// <param name="OpenAsync">Opens the way into the accounts, for a run.</param>
/// <param name="InvokeAsync">Hands an event to a function.</param>
internal sealed record FunctionServices(
    IReportStore Store,
    IDigestPublisher? Publisher,
    Func<string, CancellationToken, Task<AwsAccess>> OpenAsync,
    Func<string, ReadOnlyMemory<byte>, CancellationToken, Task> InvokeAsync)
{
    public static FunctionServices OnAws(FunctionSettings settings, TimeProvider clock)
    {
        var invoker = new Lazy<FunctionInvoker>();
        return new FunctionServices(
            PublishTargets.Open(new StoreLocation(settings.Bucket, ""), clock),
            settings.Topic is { } topic ? PublishTargets.Open(topic) : null,
            (session, cancellationToken) => AwsAccess.OpenAsync(settings.Access(session), clock, cancellationToken),
            (function, payload, cancellationToken) => invoker.Value.InvokeAsync(function, payload, cancellationToken));
    }
}
