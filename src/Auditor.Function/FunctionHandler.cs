using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Function.Denials;
using Auditor.Function.Distribute;
using Auditor.Function.Events;
using Auditor.Function.Explanations;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;

namespace Auditor.Function;

/// <summary>What the function does with an event: start reading here. One invocation at a time, as Lambda gives them.</summary>
internal sealed class FunctionHandler(FunctionSettings settings, FunctionLog log, TimeProvider clock)
{
    private readonly Lazy<FunctionServices> services = new(() => FunctionServices.OnAws(settings, clock));
    private readonly Metrics metrics = new(log, settings, clock);
    private SharedWork? shared;

    /// <summary>Replaces what is outside, for tests.</summary>
    internal FunctionHandler(FunctionSettings settings, FunctionLog log, TimeProvider clock, FunctionServices services)
        : this(settings, log, clock) => this.services = new(services);

    /// <summary>Answers an event. What it throws, Lambda gives to the caller: the message says what to do.</summary>
    public async Task<JsonElement> HandleAsync(JsonElement payload, Invocation invocation)
    {
        log.Begin(invocation.RequestId, invocation.TraceId, runId: null);
        try
        {
            var answer = EventReader.Read(payload) switch
            {
                AuditRequest request => await AuditAsync(request, invocation).ConfigureAwait(false),
                ContinueRequest request => await ContinueAsync(request, invocation).ConfigureAwait(false),
                ExplainRequest request => await new ExplainAnswer(services.Value.Store, Explainer()).OfAsync(request, invocation).ConfigureAwait(false),
                DenialEvent request => await new DenialInvocation(services.Value, settings, Explainer(), invocation, log, metrics, clock).RunAsync(request).ConfigureAwait(false),
                PlanRequest request => await PlanAsync(request, invocation).ConfigureAwait(false),
                AccountRequest request => await WorkAsync(request, invocation).ConfigureAwait(false),
                AggregateRequest request => await AggregateAsync(request, invocation).ConfigureAwait(false),
                TestMessageRequest request => await new TestMessageAnswer(services.Value.Publisher, settings, clock).OfAsync(request).ConfigureAwait(false),
                SimulateRequest request => await new SimulateAnswer(services).OfAsync(request, invocation.RequestId).ConfigureAwait(false),
                _ => await new Heartbeat(services.Value.Store, metrics, clock).AnswerAsync().ConfigureAwait(false),
            };
            using var document = JsonDocument.Parse(answer);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (Shortage.Of(error) is { } shortage)
        {
            log.Error(shortage);
            throw shortage;
        }
        catch (Exception error)
        {
            log.Error(error);
            throw;
        }
    }

    private Explainer Explainer() => new(services.Value, settings, log, metrics, clock);

    private async Task<ReadOnlyMemory<byte>> AuditAsync(AuditRequest request, Invocation invocation)
    {
        var runId = request.RunId ?? "request-" + invocation.RequestId;
        var run = await new RunRecords(services.Value.Store, clock).BeginAsync(runId, request).ConfigureAwait(false);
        return await RunAsync(run, part: 1, Collected(run), invocation).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> ContinueAsync(ContinueRequest request, Invocation invocation)
    {
        var run = await new RunRecords(services.Value.Store, clock).FindAsync(request.RunId).ConfigureAwait(false);
        return await RunAsync(run, request.Part, Collected(run), invocation).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> PlanAsync(PlanRequest request, Invocation invocation)
    {
        var run = await new RunRecords(services.Value.Store, clock).BeginAsync(request.Audit.RunId!, request.Audit).ConfigureAwait(false);
        log.BeginRun(run.RunId);
        return await new PlanInvocation(run, request.Part, invocation, settings, services.Value, log, clock).RunAsync().ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> WorkAsync(AccountRequest request, Invocation invocation)
    {
        log.BeginRun(request.RunId);
        using var time = new CancellationTokenSource(invocation.TimeForWork(clock, settings.DeadlineMargin), clock);
        // What is here is given up before anything else is fetched: if that fails, nothing is here.
        var present = shared;
        shared = null;
        try
        {
            shared = await SharedWork.FetchAsync(present, request.RunId, settings, services.Value.Store, clock, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            throw AccountInvocation.NotInTime(request.Account);
        }

        return await new AccountInvocation(shared, settings, services.Value, log, clock).RunAsync(request.Account, time).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> AggregateAsync(AggregateRequest request, Invocation invocation)
    {
        var run = await new RunRecords(services.Value.Store, clock).FindAsync(request.RunId).ConfigureAwait(false);
        return await RunAsync(run, request.Part, new WorkersMaterial(run, settings, services.Value, log, clock), invocation).ConfigureAwait(false);
    }

    private CollectedMaterial Collected(RunRecord run) => new(run, settings, services.Value, log, clock);

    private Task<ReadOnlyMemory<byte>> RunAsync(RunRecord run, int part, IRunMaterial material, Invocation invocation)
    {
        log.BeginRun(run.RunId);
        return new AuditInvocation(run, part, material, invocation, settings, services.Value, log, metrics, clock).RunAsync();
    }
}
