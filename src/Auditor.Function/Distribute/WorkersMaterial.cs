using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Function.Runs;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;

namespace Auditor.Function.Distribute;

/// <summary>The last step's material: what was read once for all, and the results of the workers.</summary>
internal sealed class WorkersMaterial(RunRecord run, FunctionSettings settings, FunctionServices services, FunctionLog log, TimeProvider clock) : IRunMaterial
{
    private const int AtOnce = 16;
    private readonly string work = Path.Combine(Path.GetTempPath(), "auditor", run.RunId);
    private readonly Checkpoint checkpoint = new(services.Store, run.RunId, Path.Combine(Path.GetTempPath(), "auditor", run.RunId, "snapshot"), clock);
    private RunPlan? plan;

    public string ConfigKey => RunPlan.ConfigKey(run.RunId);

    public int AccountsRead { get; private set; }

    public int? AccountsExpected => plan?.Shared.ToRead.Length;

    /// <summary>The state machine calls again.</summary>
    public bool GoesOnByItself => false;

    /// <summary>The state machine has one invocation at a time do the last step. Where one was killed, the next has another id.</summary>
    public string LockOwnerOf(Invocation invocation) => "aggregate " + run.RunId;

    public async Task<AuditMaterial> GatherAsync(AwsAccess access, bool isLast, List<string> notes, CancellationToken inTime)
    {
        plan = await RunPlan.GetAsync(services.Store, run.RunId, inTime).ConfigureAwait(false);
        if (!await checkpoint.RestoreAsync(file => SharedWork.IsShared(file, plan.Shared.Payer), inTime).ConfigureAwait(false))
            throw new RunCannotGoOnException($"what the run `{run.RunId}` has read for all accounts cannot be read from the bucket: plan a run anew");
        var results = new AccountResults(Path.Combine(work, "results"), AccountResult.VersionOf(FunctionVersion.Text));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = inTime };
        await Parallel.ForEachAsync(plan.Shared.ToRead, parallel, async (account, token) =>
        {
            var left = await services.Store.ReadAsync(RunPlan.ResultKey(run.RunId, account), token).ConfigureAwait(false);
            results.Add(account, left?.Content);
        }).ConfigureAwait(false);
        await ConcludeAsync(access, plan, results).ConfigureAwait(false);
        return AuditMaterial.Of(checkpoint.Folder, results);
    }

    /// <summary>There is nothing that is not in the bucket.</summary>
    public Task SaveAsync() => Task.CompletedTask;

    public void Remove()
    {
        if (Directory.Exists(work))
            Directory.Delete(work, recursive: true);
    }

    private async Task ConcludeAsync(AwsAccess access, RunPlan made, AccountResults results)
    {
        var heads = results.Heads;
        AccountsRead = heads.Count(head => head is { IsUsable: true, IsCollected: true });
        log.Info("results gathered", ("accounts", heads.Length), ("collected", AccountsRead), ("unchanged", results.Unchanged), ("failed", heads.Count(head => !head.IsUsable)));
        // An earlier invocation may have come so far.
        if (!checkpoint.IsComplete)
            new CollectRun(access, SavedCollection.OptionsOf(checkpoint.Folder, run.Request.Accounts, settings), clock, progress: null).Conclude(made.Shared, heads);
        var files = heads.Where(head => head.FileHash is not null).Select(head => (SnapshotFolder.FileOf(head.Account, SnapshotFolder.AuthorizationDetails), head.FileHash!));
        await checkpoint.SaveAsync(files, CancellationToken.None).ConfigureAwait(false);
    }
}
