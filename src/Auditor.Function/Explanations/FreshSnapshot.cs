using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collect;
using Auditor.Function.Runs;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Explanations;

/// <summary>
/// Makes the snapshot that is explained from: the accounts that the question is about are read anew; the organization, its policies and the payer come from the
/// last audit, if that is young enough and knows these accounts, else they are read anew too.
/// </summary>
internal sealed class FreshSnapshot(IReportStore store, FunctionSettings settings, TimeProvider clock)
{
    /// <summary>Makes it.</summary>
    /// <param name="folder">An empty folder for it.</param>
    /// <param name="accounts">The accounts to read; empty reads the payer and the function's own.</param>
    /// <param name="access">The way into them.</param>
    /// <param name="inTime">Is cancelled when time runs out.</param>
    /// <returns>The snapshot, and what to know about it.</returns>
    public async Task<(SnapshotReader Snapshot, ImmutableArray<string> Notes)> MakeAsync(string folder, ImmutableArray<string> accounts, AwsAccess access, CancellationToken inTime)
    {
        ImmutableArray<string> toRead = accounts.IsEmpty ? [access.Caller.Account] : accounts;
        var (earlier, takenAt) = await TakeEarlierAsync(folder, toRead, inTime).ConfigureAwait(false);
        var options = new CollectOptions
        {
            Folder = folder,
            Accounts = toRead,
            WithPayer = true,
            Earlier = earlier,
            Parallelism = settings.Parallelism,
            ActivityDays = 0,
            Tool = "auditor " + FunctionVersion.Text,
        };
        await new CollectRun(access, options, clock, progress: null).CollectAsync(inTime).ConfigureAwait(false);
        var read = string.Join(", ", toRead);
        return (SnapshotReader.Open(folder),
        [
            earlier is null
                ? $"the organization, the payer and {read} were read just now"
                : $"{read} was read just now; the organization, its policies and what Billing Conductor has are as of {RunRecords.Moment(takenAt)}",
        ]);
    }

    /// <summary>Puts what the last audit has into the folder; nothing, and an empty folder, if it cannot serve.</summary>
    private async Task<(EarlierSnapshot? Earlier, DateTimeOffset TakenAt)> TakeEarlierAsync(string folder, ImmutableArray<string> accounts, CancellationToken inTime)
    {
        if (await StoredAsync(inTime).ConfigureAwait(false) is { } stored
            && await stored.FetchAsync(SnapshotFolder.Metadata, folder, inTime).ConfigureAwait(false)
            && await stored.FetchAsync(SnapshotFolder.Organization, folder, inTime).ConfigureAwait(false)
            && SnapshotReader.Open(folder) is { Metadata: { TakenAt: { } takenAt } metadata, Organization: { } organization }
            && clock.GetUtcNow() - takenAt <= settings.SnapshotMaxAge
            && accounts.All(organization.Accounts.ContainsKey))
        {
            var payer = organization.ManagementAccount;
            var isPayerKept = payer is not null && !accounts.Contains(payer, StringComparer.Ordinal)
                && await stored.FetchAsync(SnapshotFolder.FileOf(payer, SnapshotFolder.AuthorizationDetails), folder, inTime).ConfigureAwait(false);
            var hasInventory = payer is not null && await stored.FetchAsync(SnapshotFolder.FileOf(payer, SnapshotFolder.BillingConductor), folder, inTime).ConfigureAwait(false);
            return (new EarlierSnapshot(isPayerKept ? payer : null, hasInventory, metadata.Refused), takenAt);
        }

        foreach (var file in SnapshotFolder.FilesIn(folder).ToArray())
            File.Delete(Path.Combine(folder, file));
        return default;
    }

    private async Task<StoredSnapshot?> StoredAsync(CancellationToken inTime) =>
        settings.SnapshotMaxAge > TimeSpan.Zero && await new LastSuccess(store, clock).ReadAsync().ConfigureAwait(false) is { RunId: { } runId }
            ? await StoredSnapshot.FindAsync(store, runId, isWhole: true, inTime).ConfigureAwait(false)
            : null;
}
