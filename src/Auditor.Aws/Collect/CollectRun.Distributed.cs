using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;

namespace Auditor.Aws.Collect;

/// <summary>The same collection in parts: first what all accounts share, then each account by a worker of its own, at last what became of them.</summary>
public sealed partial class CollectRun
{
    private const string WorkerFailed = "WorkerFailed";

    /// <summary>Collects the organization and the payer, or what an earlier call with the same question had not finished. The collection stays open.</summary>
    /// <exception cref="Pipeline.RunCannotGoOnException">There are no valid credentials, another run is at it, or no account can be found.</exception>
    public async Task<CollectedOnce> CollectSharedAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        using var journal = CollectJournal.Open(options.Folder, Question());
        if (!journal.IsResumed)
            BeginAnew(journal);
        var organization = await OrganizationAsync(journal, cancellationToken).ConfigureAwait(false);
        var scope = AccountScope.Of(organization, options, access.Caller);
        await PayerAsync(scope, journal, cancellationToken).ConfigureAwait(false);
        await LastAccessedAsync(scope, journal, cancellationToken).ConfigureAwait(false);
        return new CollectedOnce(scope.Payer, scope.ToRead, [.. unfinished.OrderBy(refusal => refusal.Call, StringComparer.Ordinal)]);
    }

    /// <summary>Collects one account into the folder.</summary>
    /// <returns>What AWS refused; without a file in the folder, the whole account.</returns>
    public async Task<ImmutableArray<SnapshotRefusal>> CollectAccountAsync(string account, CancellationToken cancellationToken)
    {
        try
        {
            return [.. await accounts.CollectAsync(account, cancellationToken).ConfigureAwait(false)];
        }
        catch (CallRefusedException error)
        {
            return [error.Refusal];
        }
    }

    /// <summary>Ends a collection whose accounts were read by workers: the snapshot says which of them were, and why others were not.</summary>
    /// <param name="shared">What was collected for all.</param>
    /// <param name="heads">What became of each account.</param>
    public CollectResult Conclude(CollectedOnce shared, IEnumerable<ResultHead> heads)
    {
        ArgumentNullException.ThrowIfNull(shared);
        ArgumentNullException.ThrowIfNull(heads);
        using var journal = CollectJournal.Open(options.Folder, Question());
        var scope = AccountScope.Of(SnapshotReader.Open(options.Folder), options, access.Caller);
        unfinished.Clear();
        foreach (var refusal in shared.Refused)
            unfinished.Add(refusal);
        foreach (var head in heads.Where(head => head.Account != shared.Payer))
            Note(head, journal);
        return Finish(scope, journal);
    }

    private void Note(ResultHead head, CollectJournal journal)
    {
        if (head is { IsUsable: true, IsCollected: true })
        {
            journal.Finish(head.Account, head.Refused);
            return;
        }

        foreach (var refusal in head.Refused)
            unfinished.Add(refusal);
        if (head.Problem is { } problem)
            unfinished.Add(new SnapshotRefusal(head.Account, ApiOperation.GetAccountAuthorizationDetails.Permission, WorkerFailed, null, "the account was not audited: " + problem));
    }
}
