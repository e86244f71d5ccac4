using Auditor.Function.Runs;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>
/// What a run's workers share, on this machine: the plan, and a snapshot with the organization and the payer's files. A function instance works on one account
/// after the other, and fetches all this for the first only. For one invocation at a time.
/// </summary>
internal sealed class SharedWork
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "auditor", "shared");

    private SharedWork(RunRecord run, RunPlan plan, string folder, AccountWork work)
    {
        Run = run;
        Plan = plan;
        Folder = folder;
        Work = work;
    }

    /// <summary>The run.</summary>
    public RunRecord Run { get; }

    /// <summary>What it has decided for all.</summary>
    public RunPlan Plan { get; }

    /// <summary>The snapshot's folder.</summary>
    public string Folder { get; }

    /// <summary>Audits accounts.</summary>
    public AccountWork Work { get; }

    /// <summary>Fetches what a run's workers share, unless it is here already.</summary>
    /// <param name="present">What is here; null if nothing is.</param>
    /// <param name="runId">The run.</param>
    /// <param name="settings">The function's settings.</param>
    /// <param name="store">The bucket.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="RunCannotGoOnException">The run has no plan, or its files are not in the bucket, or not whole.</exception>
    public static async Task<SharedWork> FetchAsync(SharedWork? present, string runId, FunctionSettings settings, IReportStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (present?.Run.RunId == runId)
            return present;
        // Of a run that this instance worked on before nothing is needed any more; what an instance that was killed left may not be whole.
        Clear(present?.Folder);
        var folder = Path.Combine(Root, runId);
        Clear(folder);
        var run = await new RunRecords(store, clock).FindAsync(runId).ConfigureAwait(false);
        var plan = await RunPlan.GetAsync(store, runId, cancellationToken).ConfigureAwait(false);
        Directory.CreateDirectory(folder);
        var stored = await StoredSnapshot.FindAsync(store, runId, isWhole: false, cancellationToken).ConfigureAwait(false);
        foreach (var file in stored?.Files.Where(file => IsShared(file, plan.Shared.Payer)).ToArray() ?? [])
        {
            if (!await stored!.FetchAsync(file, folder, cancellationToken).ConfigureAwait(false))
                throw new RunCannotGoOnException($"`{file}` of the run `{runId}` cannot be read from the bucket: plan a run anew");
        }

        var options = await RunOptions.OfAsync(run, settings, store, RunPlan.ConfigKey(runId), cancellationToken).ConfigureAwait(false);
        return new SharedWork(run, plan, folder, new AccountWork(folder, plan.Shared.ToRead, options, plan.ConfigurationHash));
    }

    /// <summary>Takes an account's files away again.</summary>
    public void Remove(string account) => Clear(Path.Combine(Folder, SnapshotFolder.Accounts, account));

    /// <summary>True for what is not about a member account.</summary>
    public static bool IsShared(string file, string? payer) =>
        !file.StartsWith(SnapshotFolder.Accounts + "/", StringComparison.Ordinal)
        || (payer is not null && file.StartsWith($"{SnapshotFolder.Accounts}/{payer}/", StringComparison.Ordinal));

    private static void Clear(string? folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
