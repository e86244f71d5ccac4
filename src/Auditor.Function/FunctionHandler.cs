using System.Text.Json;
using Amazon.Lambda.Core;
using Auditor.Function.Answers;
using Auditor.Function.Events;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;

namespace Auditor.Function;

/// <summary>What the function does with an event: start reading here. One invocation at a time, as Lambda gives them.</summary>
internal sealed class FunctionHandler(FunctionSettings settings, FunctionLog log, TimeProvider clock)
{
    private readonly Lazy<FunctionServices> services = new(() => FunctionServices.OnAws(settings, clock));
    private readonly Metrics metrics = new(log, settings, clock);

    /// <summary>Replaces what is outside, for tests.</summary>
    internal FunctionHandler(FunctionSettings settings, FunctionLog log, TimeProvider clock, FunctionServices services)
        : this(settings, log, clock) => this.services = new(services);

    /// <summary>Answers an event. What it throws, Lambda gives to the caller: the message says what to do.</summary>
    public async Task<JsonElement> HandleAsync(JsonElement payload, ILambdaContext context)
    {
        var traceId = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID");
        log.Begin(context.AwsRequestId, traceId, runId: null);
        try
        {
            var answer = EventReader.Read(payload) switch
            {
                AuditRequest request => await AuditAsync(request, context).ConfigureAwait(false),
                ContinueRequest request => await ContinueAsync(request, context).ConfigureAwait(false),
                SimulateRequest request => await new SimulateAnswer(services).OfAsync(request, context.AwsRequestId).ConfigureAwait(false),
                _ => await new Heartbeat(services.Value.Store, metrics, clock).AnswerAsync().ConfigureAwait(false),
            };
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Clone();
        }
        catch (Exception error)
        {
            log.Error(error);
            throw;
        }
    }

    private async Task<ReadOnlyMemory<byte>> AuditAsync(AuditRequest request, ILambdaContext context)
    {
        var runId = request.RunId ?? "request-" + context.AwsRequestId;
        var run = await new RunRecords(services.Value.Store, clock).BeginAsync(runId, request).ConfigureAwait(false);
        return await RunAsync(run, part: 1, context).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> ContinueAsync(ContinueRequest request, ILambdaContext context)
    {
        var run = await new RunRecords(services.Value.Store, clock).FindAsync(request.RunId).ConfigureAwait(false);
        return await RunAsync(run, request.Part, context).ConfigureAwait(false);
    }

    private Task<ReadOnlyMemory<byte>> RunAsync(RunRecord run, int part, ILambdaContext context)
    {
        log.BeginRun(run.RunId);
        return new AuditInvocation(run, part, context, settings, services.Value, log, metrics, clock).RunAsync();
    }
}
