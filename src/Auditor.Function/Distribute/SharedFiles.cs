using Auditor.Function.Runs;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Distribute;

/// <summary>
/// What a run's workers share, on this machine: the organization and the payer's files. A function instance works on one account after the other, and
/// fetches them for the first only. For one invocation at a time.
/// </summary>
internal sealed class SharedFiles(IReportStore store)
{
    private static readonly string Root = Path.Combine(Path.GetTempPath(), "auditor", "shared");
    private string? present;

    /// <summary>The folder of the run that was fetched last.</summary>
    public string Folder => Path.Combine(Root, present ?? throw new InvalidOperationException("nothing was fetched"));

    /// <summary>Makes the folder hold a run's shared files, and nothing else.</summary>
    /// <exception cref="RunCannotGoOnException">They are not in the bucket, or not whole.</exception>
    public async Task FetchAsync(string runId, RunPlan plan, CancellationToken cancellationToken)
    {
        if (present == runId)
            return;
        // Of a run that this instance worked on before nothing is needed any more; what an instance that was killed left may not be whole.
        Clear(present);
        present = null;
        Clear(runId);
        var folder = Directory.CreateDirectory(Path.Combine(Root, runId)).FullName;
        var stored = await StoredSnapshot.FindAsync(store, runId, isWhole: false, cancellationToken).ConfigureAwait(false);
        foreach (var file in stored?.Files.Where(file => IsShared(file, plan.Shared.Payer)).ToArray() ?? [])
        {
            if (!await stored!.FetchAsync(file, folder, cancellationToken).ConfigureAwait(false))
                throw new RunCannotGoOnException($"`{file}` of the run `{runId}` cannot be read from the bucket: plan a run anew");
        }

        present = runId;
    }

    /// <summary>Takes an account's files away again.</summary>
    public void Remove(string account)
    {
        var folder = Path.Combine(Folder, SnapshotFolder.Accounts, account);
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>True for what is not about a member account.</summary>
    public static bool IsShared(string file, string? payer) =>
        !file.StartsWith(SnapshotFolder.Accounts + "/", StringComparison.Ordinal)
        || (payer is not null && file.StartsWith($"{SnapshotFolder.Accounts}/{payer}/", StringComparison.Ordinal));

    private static void Clear(string? runId)
    {
        if (runId is not null && Path.Combine(Root, runId) is var folder && Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
