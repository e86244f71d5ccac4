using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Aws.Simulate;
using Auditor.Function.Answers;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Function.Runs;

/// <summary>One invocation's work on a run: collect, audit, keep, publish. What it cannot finish in its time another invocation goes on with.</summary>
internal sealed class AuditInvocation(
    RunRecord run,
    int part,
    Invocation invocation,
    FunctionSettings settings,
    FunctionServices services,
    FunctionLog log,
    Metrics metrics,
    TimeProvider clock)
{
    private static readonly TimeSpan SaveEvery = TimeSpan.FromSeconds(15);

    private readonly Checkpoint checkpoint = new(services.Store, run.RunId, Folder(run.RunId), clock);
    private readonly List<string> notes = [];

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
        var turn = await RunLock.TakeAsync(services.Store, clock, run.RunId, part, invocation.RequestId, invocation.Deadline).ConfigureAwait(false);
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
        using var time = new CancellationTokenSource(Left(), clock);
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
            // The next invocation may be another run's, and finds the whole disk free.
            checkpoint.Remove();
        }
    }

    private async Task<AuditReport> AuditAsync(CancellationToken inTime)
    {
        var configuration = await StoredConfiguration.ReadAsync(services.Store, settings.ConfigKey, inTime).ConfigureAwait(false);
        var isResumed = await checkpoint.RestoreAsync(inTime).ConfigureAwait(false);
        log.Info(isResumed ? "run goes on" : "run begins", ("part", part), ("accountsRead", checkpoint.AccountsRead));
        using var access = await services.OpenAsync(SessionName(), inTime).ConfigureAwait(false);
        if (!checkpoint.IsComplete)
            await CollectAsync(access, inTime).ConfigureAwait(false);
        var options = new AuditOptions
        {
            AsOf = run.StartedAt,
            Configuration = configuration,
            ConfigurationName = configuration is null ? null : settings.ConfigKey.Split('/')[^1],
            Parallelism = Environment.ProcessorCount,
            ListAll = !run.Request.Principals.IsEmpty,
            ToolVersion = FunctionVersion.Text,
        };
        var report = await SimulateAsync(SnapshotReader.Open(Folder(run.RunId)), options, access, inTime).ConfigureAwait(false);
        log.Info("audited", ("accountsRead", report.AccountsRead), ("principalsRead", report.PrincipalsRead), ("findings", report.Findings.Length), ("gaps", report.Gaps.Length), ("apiCalls", access.Calls.Counts.Values.Sum()));
        metrics.Send(("ApiCalls", MetricUnit.Count, access.Calls.Counts.Values.Sum()));
        return new NarrowedReport(run.Request.Principals, run.Request.Actions).Of(report);
    }

    private async Task CollectAsync(AwsAccess access, CancellationToken inTime)
    {
        var options = new CollectOptions
        {
            Folder = Folder(run.RunId),
            Accounts = run.Request.Accounts,
            Parallelism = settings.Parallelism,
            ActivityDays = settings.ActivityDays,
            LastAccessed = settings.LastAccessed,
            Tool = "auditor " + FunctionVersion.Text,
        };
        var collection = new CollectRun(access, options, clock, progress: null);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(inTime);
        var saving = SaveRegularlyAsync(ended.Token);
        try
        {
            var result = await collection.CollectAsync(inTime).ConfigureAwait(false);
            log.Info("collected", ("accountsExpected", result.AccountsExpected), ("accountsRead", result.AccountsRead), ("refused", result.Refused.Length), ("calls", result.Calls));
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested && IsLastPart)
        {
            var result = collection.Conclude($"the run's last invocation ({part}) came to its end");
            notes.Add($"{result.AccountsExpected - result.AccountsRead} of {result.AccountsExpected} accounts were not read in time: raise the function's timeout, MaxContinuations or Parallelism");
            log.Warning("collection given up", ("accountsExpected", result.AccountsExpected), ("accountsRead", result.AccountsRead));
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await saving.ConfigureAwait(false);
        }

        await checkpoint.SaveAsync(CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>An invocation may be killed at any moment; the next one then has little to do again.</summary>
    private async Task SaveRegularlyAsync(CancellationToken ended)
    {
        using var timer = new PeriodicTimer(SaveEvery, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended).ConfigureAwait(false))
                await checkpoint.SaveAsync(ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The collection has ended, and is saved once more.
        }
    }

    private async Task<AuditReport> SimulateAsync(SnapshotReader snapshot, AuditOptions options, AwsAccess access, CancellationToken inTime)
    {
        var mode = run.Request.Simulator ?? settings.Simulator;
        // Nobody goes on after the last invocation, so it uses the margin for what needs no further call.
        var toTheEnd = IsLastPart ? CancellationToken.None : inTime;
        if (mode == SimulatorMode.Embedded)
            return AuditRun.Run(snapshot, options, progress: null, toTheEnd);
        try
        {
            var simulator = new SimulatorRequest(mode, new PrincipalPolicySimulator(access), settings.Sample);
            return await AuditRun.RunAsync(snapshot, options, simulator, progress: null, inTime).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (inTime.IsCancellationRequested && IsLastPart)
        {
            notes.Add("AWS's simulator did not answer in time: the embedded engine alone answers");
            return AuditRun.Run(snapshot, options, progress: null, toTheEnd);
        }
    }

    private async Task<ReadOnlyMemory<byte>> PublishAsync(AuditReport report)
    {
        var publisher = run.Request.IsPublished ? services.Publisher : null;
        var published = await new PublishRun(services.Store, publisher, clock) { Name = run.RunId }.RunAsync(report, settings.IsChat, CancellationToken.None).ConfigureAwait(false);
        if (published.Outcome == PublishOutcome.PublishedElsewhere)
            throw new RunCannotGoOnException($"an invocation that published the run `{run.RunId}` did not say how that ended: 15 minutes after it, `{{\"continue\":{{\"runId\":\"{run.RunId}\",\"part\":{part + 1}}}}}` publishes the run again");
        var digest = Digest.Of(report, run.RunId, published.ReportUri);
        log.Info("run ended", ("status", digest.Status.Word()), ("publication", published.Outcome), ("messageId", published.MessageId));
        SendMetrics(report, digest.Status);
        if (run.IsWhole && digest.Status != RunStatus.Failed)
            await new LastSuccess(services.Store, clock).SetAsync(run.RunId).ConfigureAwait(false);
        var answer = RunAnswer.Ended(run, part, report, digest, published, notes);
        await services.Store.TryCreateAsync(AnswerKey, answer, CancellationToken.None).ConfigureAwait(false);
        return await AnswerAsync(answer).ConfigureAwait(false);
    }

    private async Task<ReadOnlyMemory<byte>> GoOnLaterAsync(RunLock? turn)
    {
        await checkpoint.SaveAsync(CancellationToken.None).ConfigureAwait(false);
        if (IsLastPart)
            throw new RunCannotGoOnException($"the run `{run.RunId}` is not finished after {part} invocations: raise the function's timeout, MaxContinuations or Parallelism");
        if (turn is not null)
            await turn.HandOverAsync(part + 1).ConfigureAwait(false);
        var next = AnswerJson.Write(writer =>
        {
            writer.WriteStartObject("continue");
            writer.WriteString("runId", run.RunId);
            writer.WriteNumber("part", part + 1);
            writer.WriteEndObject();
        });
        await services.InvokeAsync(invocation.FunctionArn, next, CancellationToken.None).ConfigureAwait(false);
        metrics.Send(("Continuations", MetricUnit.Count, 1));
        log.Info("run goes on in another invocation", ("part", part + 1), ("accountsRead", checkpoint.AccountsRead));
        return Continuing($"time ran out; invocation {part + 1} goes on, and the report will be where reportUri says");
    }

    private ReadOnlyMemory<byte> Continuing(string note) =>
        RunAnswer.With(RunAnswer.Continuing(run, part, Expected(), checkpoint.AccountsRead, services.Store.UriOf(ReportKey), note), report: null);

    /// <summary>Whoever invoked the function for a digest gets no report in the answer: nobody would read it.</summary>
    private async Task<ReadOnlyMemory<byte>> AnswerAsync(ReadOnlyMemory<byte> answer)
    {
        var report = run.Request.IsPublished ? null : await services.Store.ReadAsync(ReportKey, CancellationToken.None).ConfigureAwait(false);
        return RunAnswer.With(answer, report?.Content);
    }

    private void SendMetrics(AuditReport report, RunStatus status) => metrics.Send(
        ("AuditCompleted", MetricUnit.Count, status == RunStatus.Failed ? 0 : 1),
        ("AccountsExpected", MetricUnit.Count, report.AccountsExpected),
        ("AccountsRead", MetricUnit.Count, report.AccountsRead),
        ("AccountsFailed", MetricUnit.Count, Failed(report)),
        ("PrincipalsRead", MetricUnit.Count, report.PrincipalsRead),
        ("FindingsHigh", MetricUnit.Count, report.Count(Severity.High)),
        ("FindingsMedium", MetricUnit.Count, report.Count(Severity.Medium)),
        ("FindingsLow", MetricUnit.Count, report.Count(Severity.Low)),
        ("Gaps", MetricUnit.Count, report.Gaps.Length),
        ("AuditDuration", MetricUnit.Seconds, (clock.GetUtcNow() - run.StartedAt).TotalSeconds));

    /// <summary>Accounts that should have been read; those that nobody asked for did not fail.</summary>
    private int Failed(AuditReport report) => Math.Max(0, (run.Request.Accounts.IsEmpty ? report.AccountsExpected : run.Request.Accounts.Length) - report.AccountsRead);

    /// <summary>How many accounts there are, as far as the folder tells.</summary>
    private int? Expected()
    {
        if (!run.Request.Accounts.IsEmpty)
            return run.Request.Accounts.Length;
        var organization = Directory.Exists(Folder(run.RunId)) ? SnapshotReader.Open(Folder(run.RunId)).Organization : null;
        return organization?.Accounts.Values.Count(account => account.IsActive);
    }

    private TimeSpan Left() => invocation.Deadline - settings.DeadlineMargin - clock.GetUtcNow() is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    private string SessionName() => "auditor-" + run.RunId is var name && name.Length <= LongestSessionName ? name : name[..LongestSessionName];

    /// <remarks>Source: <see href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html"/>.</remarks>
    private const int LongestSessionName = 64;

    private static string Folder(string runId) => Path.Combine(Path.GetTempPath(), "auditor", runId);
}
