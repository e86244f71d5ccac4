using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Files;
using Auditor.Aws.Collect.Organizations;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>The collection of a snapshot from AWS, read-only: start reading here.</summary>
public sealed partial class CollectRun
{
    /// <summary>The file of the snapshot's folder that says what is finished while a collection goes on.</summary>
    public const string JournalName = CollectJournal.FileName;

    private const string OrganizationPart = "organization";
    private const string InventoryPart = "inventory";
    private const string ActivityPart = "activity";
    private const string LastAccessedPart = "last-accessed";
    private readonly AwsAccess access;
    private readonly CollectOptions options;
    private readonly TimeProvider clock;
    private readonly IProgress<CollectProgress>? progress;
    private readonly SnapshotWriter snapshot;
    private readonly AccountCollector accounts;
    private readonly ConcurrentBag<SnapshotRefusal> unfinished = [];
    private readonly ConcurrentDictionary<string, bool> refusedParts = new(StringComparer.Ordinal);

    /// <summary>Prepares a collection.</summary>
    /// <param name="access">The way into the accounts.</param>
    /// <param name="options">What to collect.</param>
    /// <param name="clock">Tells the time that the snapshot speaks for.</param>
    /// <param name="progress">Is told what goes on; may be null.</param>
    public CollectRun(AwsAccess access, CollectOptions options, TimeProvider clock, IProgress<CollectProgress>? progress)
    {
        ArgumentNullException.ThrowIfNull(options);
        this.access = access;
        this.options = options;
        this.clock = clock;
        this.progress = progress;
        snapshot = new SnapshotWriter(options.Folder, options.Tool);
        accounts = new AccountCollector(access, snapshot);
    }

    /// <summary>Collects everything, or what an earlier run with the same question had not finished.</summary>
    /// <exception cref="RunCannotGoOnException">There are no valid credentials, another run is at it, or no account can be found.</exception>
    public async Task<CollectResult> CollectAsync(CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Folder);
        using var journal = CollectJournal.Open(options.Folder, Question());
        if (options.Earlier is { } earlier)
            TakeOver(earlier, journal);
        else if (!journal.IsResumed)
            BeginAnew(journal);
        var organization = await OrganizationAsync(journal, cancellationToken).ConfigureAwait(false);  // the tree and its policies
        var scope = AccountScope.Of(organization, options, access.Caller);                             // which accounts to read
        await Task.WhenAll(
            AccountsAsync(scope, journal, cancellationToken),                                          // their principals and policies
            PayerAsync(scope, journal, cancellationToken)).ConfigureAwait(false);                      // and what only the payer has
        await LastAccessedAsync(scope, journal, cancellationToken).ConfigureAwait(false);              // of those who turned out to matter
        return Finish(scope, journal);
    }

    /// <summary>Asks how large the organization is, and works out what a collection would cost.</summary>
    public async Task<CollectEstimate> EstimateAsync(CancellationToken cancellationToken)
    {
        progress?.Report(new CollectProgress("the organization's size", 0, 0));
        using var client = access.Own.Organizations();
        var survey = await new OrganizationSurveyor(access, client).SurveyAsync(cancellationToken).ConfigureAwait(false);
        return new Estimator(survey, options, access.Caller).Estimate(access.Calls.Counts);
    }

    /// <summary>Makes room. The journal says so first: what is half removed is still this product's own.</summary>
    private void BeginAnew(CollectJournal journal)
    {
        if (!journal.IsOfCollection)
            snapshot.RequireOwn();
        journal.BeginClearing();
        snapshot.Clear();
        journal.Begin();
    }

    /// <summary>Notes what is there as finished; what was refused then is still missing.</summary>
    private static void TakeOver(EarlierSnapshot earlier, CollectJournal journal)
    {
        if (!journal.IsResumed)
            journal.Begin();
        journal.Finish(OrganizationPart, earlier.RefusedIn(null));
        if (earlier.Payer is { } payer)
            journal.Finish(payer, earlier.RefusedIn(payer));
        if (earlier.HasInventory)
            journal.Finish(InventoryPart, earlier.RefusedOfInventory);
    }

    private async Task<SnapshotReader> OrganizationAsync(CollectJournal journal, CancellationToken cancellationToken)
    {
        if (journal.RefusedIn(OrganizationPart) is null)
        {
            progress?.Report(new CollectProgress("the organization and its policies", 0, 0));
            using var client = access.Own.Organizations();
            var survey = await new OrganizationSurveyor(access, client).SurveyAsync(cancellationToken).ConfigureAwait(false);
            var collected = await new OrganizationCollector(access, client, journal).CollectAsync(survey, options.Accounts, cancellationToken).ConfigureAwait(false);
            if (survey.IsStandalone || survey.Organization is not null)
                snapshot.WriteOrganization(collected);
            journal.Finish(OrganizationPart, collected.Refused);
        }

        return SnapshotReader.Open(options.Folder);
    }

    private async Task AccountsAsync(AccountScope scope, CollectJournal journal, CancellationToken cancellationToken)
    {
        var done = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(scope.ToRead.Where(account => account != scope.Payer), parallel, async (account, token) =>
        {
            await CollectPartAsync(account, journal, () => accounts.CollectAsync(account, token)).ConfigureAwait(false);
            progress?.Report(new CollectProgress("accounts", Interlocked.Increment(ref done), scope.ToRead.Length));
        }).ConfigureAwait(false);
    }

    /// <summary>What Billing Conductor itself knows, in the only account that has it; it exists in AWS's commercial partition only.</summary>
    private async Task PayerAsync(AccountScope scope, CollectJournal journal, CancellationToken cancellationToken)
    {
        if (scope.Payer is not { } payer)
            return;
        await CollectPartAsync(payer, journal, () => accounts.CollectAsync(payer, cancellationToken)).ConfigureAwait(false);
        if (journal.RefusedIn(payer) is null || access.Caller.Partition != "aws")
            return;
        await Task.WhenAll(InventoryAsync(payer, journal, cancellationToken), ActivityAsync(payer, journal, cancellationToken)).ConfigureAwait(false);
    }

    private Task InventoryAsync(string payer, CollectJournal journal, CancellationToken cancellationToken)
    {
        if (options.WithoutInventory)
            return Task.CompletedTask;
        // Tags matter only where a policy asks for them, and cost a call for each resource.
        var withTags = snapshot.AuthorizationDetailsMention(payer, "aws:ResourceTag/");
        return CollectPartAsync(InventoryPart, journal, () => new InventoryCollector(access, snapshot).CollectAsync(payer, withTags, cancellationToken));
    }

    private Task ActivityAsync(string payer, CollectJournal journal, CancellationToken cancellationToken) => options.ActivityDays == 0
        ? Task.CompletedTask
        : CollectPartAsync(ActivityPart, journal, () => new ActivityCollector(access, snapshot, clock).CollectAsync(payer, options.ActivityDays, cancellationToken));

    private async Task LastAccessedAsync(AccountScope scope, CollectJournal journal, CancellationToken cancellationToken)
    {
        if (!options.LastAccessed || scope.Payer is not { } payer || journal.RefusedIn(payer) is null)
            return;
        progress?.Report(new CollectProgress("services last used", 0, 0));
        var principals = ReachingPrincipals.Of(options.Folder, payer, clock.GetUtcNow(), cancellationToken);
        await CollectPartAsync(LastAccessedPart, journal, () => new LastAccessedCollector(access, snapshot, clock).CollectAsync(payer, principals, cancellationToken)).ConfigureAwait(false);
    }

    /// <summary>A part that is refused as a whole is not finished: the next run asks again, and this one's snapshot notes it.</summary>
    private async Task CollectPartAsync(string part, CollectJournal journal, Func<Task<IReadOnlyList<SnapshotRefusal>>> collect)
    {
        if (journal.RefusedIn(part) is not null)
            return;
        try
        {
            journal.Finish(part, await collect().ConfigureAwait(false));
        }
        catch (CallRefusedException error)
        {
            refusedParts[part] = true;
            unfinished.Add(error.Refusal);
        }
    }

    private CollectResult Finish(AccountScope scope, CollectJournal journal)
    {
        ImmutableArray<string> read = [.. scope.ToRead.Where(account => journal.RefusedIn(account) is not null)];
        ImmutableArray<SnapshotRefusal> refused =
        [
            .. journal.AllRefused.Concat(unfinished).Concat(scope.Closed)
                .OrderBy(refusal => refusal.Account, StringComparer.Ordinal).ThenBy(refusal => refusal.Call, StringComparer.Ordinal),
        ];
        snapshot.WriteMetadata(writer => MetadataFile.Write(writer, clock.GetUtcNow(), access.Caller.Partition, options.Tool, new Coverage(scope.Expected, read.Length, refused)));
        journal.Delete();
        return new CollectResult(scope.Expected, read.Length, refused, access.Calls.Counts.Values.Sum());
    }

    /// <summary>A run goes on only with what answers the same question.</summary>
    private string Question() => string.Join(
        ' ',
        access.Caller.Account,
        string.Join(',', options.Accounts.Order(StringComparer.Ordinal)),
        options.ActivityDays,
        options.LastAccessed,
        options.WithoutInventory);
}
