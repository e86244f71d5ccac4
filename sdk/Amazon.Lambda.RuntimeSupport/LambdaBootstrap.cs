using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The loop of a function: initialization, then next event, handler, response or error.</summary>
public class LambdaBootstrap : IDisposable
{
    private readonly Func<Stream, ILambdaContext, Task<Stream>> handler;
    private readonly LambdaBootstrapInitializer? initializer;
    private readonly RuntimeApi api;
    private readonly LambdaLog log = LambdaLog.FromEnvironment(Console.Out, TimeProvider.System);

    internal LambdaBootstrap(
        Func<Stream, ILambdaContext, Task<Stream>> handler, LambdaBootstrapInitializer? initializer, HttpClient? client)
    {
        this.handler = handler;
        this.initializer = initializer;
        api = new RuntimeApi(client);
    }

    /// <summary>
    /// Initializes, then serves invocations until the token ends it. An error of the handler is reported and the next event taken; an error
    /// of the initializer is reported and thrown; an error of the Runtime API is thrown.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var start = initializer is null || await InitializeAsync(initializer, cancellationToken).ConfigureAwait(false);
        while (start && !cancellationToken.IsCancellationRequested)
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
        api.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<bool> InitializeAsync(LambdaBootstrapInitializer initialize, CancellationToken cancellationToken)
    {
        try
        {
            return await initialize().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            log.Log(LogLevel.Critical, error);
            await api.InitializationErrorAsync(error, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await api.NextAsync(cancellationToken).ConfigureAwait(false);
        // AWS's clients take the trace from here.
        Environment.SetEnvironmentVariable("_X_AMZN_TRACE_ID", invocation.TraceId);
        var invocationLog = log.For(invocation.RequestId, invocation.TraceId);
        Stream output;
        try
        {
            var context = new LambdaContext(invocation, invocationLog, TimeProvider.System);
            output = await handler(invocation.Event, context).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever the handler throws is an error of this invocation and not of the loop.
        catch (Exception error)
#pragma warning restore CA1031
        {
            invocationLog.Log(LogLevel.Error, error);
            await api.ErrorAsync(invocation.RequestId, error, cancellationToken).ConfigureAwait(false);
            return;
        }
        await using (output.ConfigureAwait(false))
            await RespondAsync(invocation.RequestId, output, invocationLog, cancellationToken).ConfigureAwait(false);
    }

    private async Task RespondAsync(string requestId, Stream output, LambdaLog invocationLog, CancellationToken cancellationToken)
    {
        try
        {
            await api.ResponseAsync(requestId, output, cancellationToken).ConfigureAwait(false);
        }
        catch (ResponseTooLargeException error)
        {
            invocationLog.Log(LogLevel.Error, error);
            await api.ErrorAsync(requestId, error, cancellationToken).ConfigureAwait(false);
        }
    }
}
