using System.Text.Json;
using Auditor.Aws.Access;
using Auditor.Aws.Simulate;
using Auditor.Function.Answers;
using Auditor.Function.Denials;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Runs;

/// <summary>One invocation's work on a run: collect, audit, keep, publish. What it cannot finish in its time another invocation goes on with.</summary>
internal sealed class AuditInvocation(
    RunRecord run,
    int part,
    IRunMaterial material,
    Invocation invocation,
    FunctionSettings settings,
    FunctionServices services,
    FunctionLog log,
    Metrics metrics,
    TimeProvider clock)
{
    private const string StateKey = "state/" + KeptMemory.DefaultKey;

    private readonly List<string> notes = [];
    private KeptMemory? memory;
    private bool isOver;

    private bool IsLastPart => part > settings.MaxContinuations;

    private string AnswerKey => $"runs/{run.RunId}/answer.json";

    private string ReportKey => $"runs/{run.RunId}/report.json";

    /// <summary>Works on the run. The same run twice gives the same answer, and one message.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync()
    {
        if (await services.Store.ReadAsync(AnswerKey, CancellationToken.None).ConfigureAwait(false) is { } earlier)
            return await AnswerAsync(earlier.Content).ConfigureAwait(false);
        if (!run.Request.IsPublished)
            return await WorkAsync(turn: null).ConfigureAwait(false);
        var turn = await RunLock.TakeAsync(services.Store, clock, run.RunId, part, material.LockOwnerOf(invocation), invocation.Deadline).ConfigureAwait(false);
        if (turn is null)
            return Continuing("another invocation works on this run");
        try
        {
            return await WorkAsync(turn).ConfigureAwait(false);
        }
        finally
        {
            // Not if it was handed over by now.
            await turn.ReleaseAsync().ConfigureAwait(false);
        }
    }

    private async Task<ReadOnlyMemory<byte>> WorkAsync(RunLock? turn)
    {
        using var time = new CancellationTokenSource(invocation.TimeForWork(clock, settings.DeadlineMargin), clock);
        try
        {
            return await PublishAsync(await AuditAsync(time.Token).ConfigureAwait(false)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            return await GoOnLaterAsync(turn).ConfigureAwait(false);
        }
        finally
        {
            material.Remove();
        }
    }

    private async Task<AuditReport> AuditAsync(CancellationToken inTime)
    {
        using var access = await services.OpenAsync(OwnCalls.SessionOf(run.RunId), inTime).ConfigureAwait(false);
        var options = await RunOptions.OfAsync(run, settings, services.Store, material.ConfigKey, inTime).ConfigureAwait(false);
        var source = await material.GatherAsync(access, IsLastPart, notes, inTime).ConfigureAwait(false);
        // Only what is about everything can tell what is gone.
        memory = run.IsWhole ? await OpenMemoryAsync(source.Snapshot.Organization?.Id, ToTheEnd(inTime)).ConfigureAwait(false) : null;
        isOver = await IsOverAsync(ToTheEnd(inTime)).ConfigureAwait(false);
        var report = await SimulateAsync(source, options with { Before = memory?.Memory, IsOvertaken = IsOvertaken(options) }, access, inTime).ConfigureAwait(false);
        log.Info("audited", ("accountsRead", report.AccountsRead), ("principalsRead", report.PrincipalsRead), ("findings", report.Findings.Length), ("gaps", report.Gaps.Length), ("apiCalls", access.Calls.Counts.Values.Sum()));
        metrics.Send(("ApiCalls", MetricUnit.Count, access.Calls.Counts.Values.Sum()));
        return new NarrowedReport(run.Request.Principals, run.Request.Actions).Of(WithProblem(report));
    }

    private async Task<KeptMemory> OpenMemoryAsync(string? organization, CancellationToken cancellationToken)
    {
        var opened = await KeptMemory.OpenAsync(services.Store, StateKey, cancellationToken).ConfigureAwait(false);
        await opened.KeepToAsync(organization, cancellationToken).ConfigureAwait(false);
        return opened;
    }

    /// <summary>True if an earlier invocation has left the state of this very run, which comes after the report and the digest, and did not come to answer.</summary>
    private async Task<bool> IsOverAsync(CancellationToken cancellationToken) =>
        memory?.Memory?.GeneratedAt == run.StartedAt && await services.Store.ReadAsync(ReportKey, cancellationToken).ConfigureAwait(false) is not null;

    private bool IsOvertaken(AuditOptions options) => memory?.IsOfLaterRun(options.AsOf, clock.GetUtcNow()) == true;

    /// <summary>Nobody goes on after the last invocation, so it uses the margin for what needs no further call to AWS's services.</summary>
    private CancellationToken ToTheEnd(CancellationToken inTime) => IsLastPart ? CancellationToken.None : inTime;

    private AuditReport WithProblem(AuditReport report)
    {
        if (memory?.Problem is not { } problem)
            return report;
        log.Warning("the state was set aside", ("problem", problem));
        notes.Add(problem);
        return report with { Notes = [.. report.Notes, problem] };
    }

    private async Task<AuditReport> SimulateAsync(AuditMaterial source, AuditOptions options, AwsAccess access, CancellationToken inTime)
    {
        var mode = run.Request.Simulator ?? settings.Simulator;
        var toTheEnd = ToTheEnd(inTime);
        if (mode == SimulatorMode.Embedded)
            return AuditRun.Run(source, options, progress: null, toTheEnd);
        try
        {
            var simulator = new SimulatorRequest(mode, new PrincipalPolicySimulator(access), settings.Sample);
            return await AuditRun.RunAsync(source, options, simulator, progress: null, inTime).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested && IsLastPart)
        {
            notes.Add("AWS's simulator did not answer in time: the embedded engine alone answers");
            return AuditRun.Run(source, options, progress: null, toTheEnd);
        }
    }

    private async Task<ReadOnlyMemory<byte>> PublishAsync(AuditReport report)
    {
        var publisher = run.Request.IsPublished ? services.Publisher : null;
        var publish = new PublishRun(services.Store, publisher, clock) { Name = run.RunId, IsAlways = settings.NotifiesAlways, IsOver = isOver, Attempt = invocation.RequestId };
        var published = await publish.RunAsync(report, settings.IsChat, CancellationToken.None).ConfigureAwait(false);
        if (published.Outcome == PublishOutcome.PublishedElsewhere)
            throw new RunCannotGoOnException($"an invocation that published the run `{run.RunId}` did not say how that ended: 15 minutes after it, `{{\"continue\":{{\"runId\":\"{run.RunId}\",\"part\":{part + 1}}}}}` publishes the run again");
        var digest = Digest.Of(report, run.RunId, published.ReportUri);
        await RememberAsync(report).ConfigureAwait(false);
        log.Info("run ended", ("status", digest.Status.Word()), ("publication", published.Outcome), ("messageId", published.MessageId));
        metrics.Send(RunFigures.Of(run, report, digest.Status, clock.GetUtcNow()));
        if (run.IsWhole && digest.Status != RunStatus.Failed && memory?.IsOfLaterRun(report.GeneratedAt, clock.GetUtcNow()) != true)
            await new LastSuccess(services.Store, clock).SetAsync(run.RunId).ConfigureAwait(false);
        var answer = RunAnswer.Ended(run, part, report, digest, published, notes);
        await services.Store.TryCreateAsync(AnswerKey, answer, CancellationToken.None).ConfigureAwait(false);
        return await AnswerAsync(answer).ConfigureAwait(false);
    }

    /// <summary>After the digest: whoever was not told this time is told the next. A run that has read nothing leaves what was there.</summary>
    private async Task RememberAsync(AuditReport report)
    {
        if (memory is null || isOver || report is not { Memory: { } left, AccountsRead: > 0 })
            return;
        if (await memory.SaveAsync(left, CancellationToken.None).ConfigureAwait(false) is { } problem)
        {
            log.Warning("no state was left", ("problem", problem));
            notes.Add(problem);
        }
    }

    private async Task<ReadOnlyMemory<byte>> GoOnLaterAsync(RunLock? turn)
    {
        await material.SaveAsync().ConfigureAwait(false);
        if (IsLastPart)
            throw new RunCannotGoOnException($"the run `{run.RunId}` is not finished after {part} invocations: raise the function's timeout, MaxContinuations or Parallelism");
        if (turn is not null)
            await turn.HandOverAsync(part + 1).ConfigureAwait(false);
        if (material.GoesOnByItself)
            await InvokeNextAsync().ConfigureAwait(false);
        metrics.Send(("Continuations", MetricUnit.Count, 1));
        log.Info("run goes on in another invocation", ("part", part + 1), ("accountsRead", material.AccountsRead));
        return Continuing($"time ran out; invocation {part + 1} goes on, and the report will be where reportUri says");
    }

    private Task InvokeNextAsync()
    {
        var next = AnswerJson.Write(writer =>
        {
            writer.WriteStartObject("continue");
            writer.WriteString("runId", run.RunId);
            writer.WriteNumber("part", part + 1);
            writer.WriteEndObject();
        });
        return services.InvokeAsync(invocation.FunctionArn, next, CancellationToken.None);
    }

    private ReadOnlyMemory<byte> Continuing(string note) =>
        RunAnswer.With(RunAnswer.Continuing(run, part, material.AccountsExpected, material.AccountsRead, services.Store.UriOf(ReportKey), note), report: null);

    /// <summary>Whoever invoked the function for a digest gets no report in the answer: nobody would read it. A state machine could not even take it.</summary>
    private async Task<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> answer)
    {
        var report = run.Request.IsPublished || !material.GoesOnByItself ? null : await services.Store.ReadAsync(ReportKey, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return RunAnswer.With(answer, report?.Content);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new RunCannotGoOnException(
                $"what the run `{run.RunId}` has answered cannot be read: delete `{services.Store.UriOf(AnswerKey)}` and `{services.Store.UriOf(ReportKey)}`, and ask again", error);
        }
    }
}
