using Auditor.Aws.Access;
using Auditor.Function.Telemetry;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Function.Runs;

/// <summary>The material of a run that one function does by itself: every account is collected here.</summary>
internal sealed class CollectedMaterial(RunRecord run, FunctionSettings settings, FunctionServices services, FunctionLog log, TimeProvider clock) : IRunMaterial
{
    private readonly Checkpoint checkpoint = new(services.Store, run.RunId, Path.Combine(Path.GetTempPath(), "auditor", run.RunId), clock);

    public string ConfigKey => settings.ConfigKey;

    public int AccountsRead => checkpoint.AccountsRead;

    public int? AccountsExpected
    {
        get
        {
            if (!run.Request.Accounts.IsEmpty)
                return run.Request.Accounts.Length;
            var organization = Directory.Exists(checkpoint.Folder) ? SnapshotReader.Open(checkpoint.Folder).Organization : null;
            return organization?.Accounts.Values.Count(account => account.IsActive);
        }
    }

    public bool GoesOnByItself => true;

    /// <summary>A retry of the same event has the same id.</summary>
    public string LockOwnerOf(Invocation invocation) => invocation.RequestId;

    public async Task<AuditMaterial> GatherAsync(AwsAccess access, bool isLast, List<string> notes, CancellationToken inTime)
    {
        var isResumed = await checkpoint.RestoreAsync(inTime).ConfigureAwait(false);
        log.Info(isResumed ? "run goes on" : "run begins", ("accountsRead", checkpoint.AccountsRead));
        if (!checkpoint.IsComplete)
            await new SavedCollection(access, checkpoint, settings, log, clock).CollectAsync(run.Request.Accounts, isLast, notes, inTime).ConfigureAwait(false);
        return AuditMaterial.Of(SnapshotReader.Open(checkpoint.Folder));
    }

    public Task SaveAsync() => checkpoint.SaveAsync(CancellationToken.None);

    public void Remove() => checkpoint.Remove();
}
