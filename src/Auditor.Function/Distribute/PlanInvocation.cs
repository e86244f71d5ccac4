using System.Security.Cryptography;
using Auditor.Function.Answers;
using Auditor.Function.Denials;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>The first step of a distributed run: reads the organization and the payer once for all, and says which accounts are to be read.</summary>
internal sealed class PlanInvocation(RunRecord run, int part, Invocation invocation, FunctionSettings settings, FunctionServices services, FunctionLog log, TimeProvider clock)
{
    private readonly Checkpoint checkpoint = new(services.Store, run.RunId, Path.Combine(Path.GetTempPath(), "auditor", run.RunId), clock);

    /// <summary>Plans the run. The same run twice has the same plan.</summary>
    public async Task<ReadOnlyMemory<byte>> RunAsync()
    {
        using var time = new CancellationTokenSource(invocation.TimeForWork(clock, settings.DeadlineMargin), clock);
        try
        {
            return Answer("planned", await PlanAsync(time.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (time.IsCancellationRequested)
        {
            await checkpoint.SaveAsync(CancellationToken.None).ConfigureAwait(false);
            if (part > settings.MaxContinuations)
                throw new RunCannotGoOnException($"the run `{run.RunId}` is not planned after {part} invocations: raise the function's timeout or MaxContinuations");
            log.Info("planning goes on in another invocation", ("part", part + 1));
            return Answer("continuing", plan: null);
        }
        finally
        {
            checkpoint.Remove();
        }
    }

    private async Task<RunPlan> PlanAsync(CancellationToken inTime)
    {
        if (await RunPlan.FindAsync(services.Store, run.RunId, inTime).ConfigureAwait(false) is { } made)
            return made;
        var configurationHash = await CopyConfigurationAsync(inTime).ConfigureAwait(false);
        var isResumed = await checkpoint.RestoreAsync(inTime).ConfigureAwait(false);
        log.Info(isResumed ? "planning goes on" : "planning begins", ("part", part));
        using var access = await services.OpenAsync(OwnCalls.SessionOf(run.RunId), inTime).ConfigureAwait(false);
        var shared = await new SavedCollection(access, checkpoint, settings, log, clock).CollectSharedAsync(run.Request.Accounts, inTime).ConfigureAwait(false);
        var earlier = await new LastSuccess(services.Store, clock).ReadAsync().ConfigureAwait(false);
        var plan = new RunPlan(shared, configurationHash, earlier?.RunId == run.RunId ? null : earlier?.RunId);
        await plan.SaveAsync(services.Store, run.RunId, clock, CancellationToken.None).ConfigureAwait(false);
        log.Info("planned", ("accounts", shared.ToRead.Length), ("earlierRun", plan.EarlierRun), ("apiCalls", access.Calls.Counts.Values.Sum()));
        return plan;
    }

    /// <summary>All workers must go by the same configuration; one that cannot be used ends the run here.</summary>
    private async Task<string?> CopyConfigurationAsync(CancellationToken inTime)
    {
        await StoredConfiguration.ReadAsync(services.Store, settings.ConfigKey, inTime).ConfigureAwait(false);
        if (await services.Store.ReadAsync(settings.ConfigKey, inTime).ConfigureAwait(false) is not { } configuration)
            return null;
        var content = configuration.Content.ToArray();
        await ConditionalUpdate.RunAsync(services.Store, RunPlan.ConfigKey(run.RunId), _ => content, clock, inTime).ConfigureAwait(false);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private ReadOnlyMemory<byte> Answer(string status, RunPlan? plan) => AnswerJson.Write(writer =>
    {
        writer.WriteString("runId", run.RunId);
        writer.WriteString("status", status);
        writer.WriteNumber("part", part);
        writer.WriteNumber("accounts", plan?.Shared.ToRead.Length ?? 0);
        writer.WriteString("bucket", settings.Bucket);
        writer.WriteString("items", RunPlan.ItemsKey(run.RunId));
    });
}
