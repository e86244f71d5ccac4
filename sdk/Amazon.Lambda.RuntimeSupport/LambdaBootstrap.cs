using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop of a function: next event, handler, response or error.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> _handler;
    private readonly RuntimeApi _api;
    private readonly LambdaLog _log = LambdaLog.FromEnvironment(Console.Out, TimeProvider.System);

    internal LambdaBootstrap(Func<Stream, ILambdaContext, Task<Stream>> handler, HttpClient? client)
    {
        _handler = handler;
        _api = new RuntimeApi(client);
    }

    /// <summary>Serves invocations until the token ends it. An error of the handler is reported and the next event taken; an error of the Runtime API is thrown.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _api.NextAsync(cancellationToken).ConfigureAwait(false);
        // AWS's clients take the trace from here.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var log = _log.For(invocation.RequestId, invocation.TraceId);
        Stream output;
        try
        {
            output = await _handler(invocation.Event, new LambdaContext(invocation, log, TimeProvider.System)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the handler throws is an error of this invocation and not of the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            log.Log(LogLevel.Error, error);
            await _api.ErrorAsync(invocation.RequestId, error, cancellationToken).ConfigureAwait(false);
            return;
        }
        await using (output.ConfigureAwait(false))
            await _api.ResponseAsync(invocation.RequestId, output, cancellationToken).ConfigureAwait(false);
    }
}
