using Auditor.Aws.Access;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>The end of a collection that time ran out on: what it has stands, and what it lacks is said, part by part.</summary>
public sealed partial class CollectRun
{
    private const string NotInTime = "NotInTime";

    /// <summary>
    /// Ends this collection, which was stopped and is not to go on: the snapshot has what was read, and notes everything else as refused.
    /// </summary>
    /// <param name="reason">Why it does not go on: lower case, without a final period.</param>
    /// <exception cref="RunCannotGoOnException">Not even the organization was read.</exception>
    public CollectResult Conclude(string reason)
    {
        using var journal = CollectJournal.Open(options.Folder, Question());
        if (journal.RefusedIn(OrganizationPart) is null)
            throw new RunCannotGoOnException($"nothing was read before {reason}");
        var scope = AccountScope.Of(SnapshotReader.Open(options.Folder), options, access.Caller);
        // What was refused before time ran out has its reason already: more time would not have helped.
        foreach (var (_, account, operation) in Parts(scope, journal).Where(wanted => journal.RefusedIn(wanted.Part) is null && !refusedParts.ContainsKey(wanted.Part)))
            unfinished.Add(new SnapshotRefusal(account, operation.Permission, NotInTime, null, $"`{operation.Permission}` was not finished before {reason}"));
        return Finish(scope, journal);
    }

    /// <summary>What is to be read, each with the call that it begins with; of the payer only the account where not even that was read.</summary>
    private IEnumerable<(string Part, string Account, ApiOperation First)> Parts(AccountScope scope, CollectJournal journal)
    {
        foreach (var account in scope.ToRead)
            yield return (account, account, ApiOperation.GetAccountAuthorizationDetails);
        if (scope.Payer is not { } payer || journal.RefusedIn(payer) is null)
            yield break;
        if (!options.WithoutInventory && access.Caller.Partition == "aws")
            yield return (InventoryPart, payer, ApiOperation.ListBillingGroups);
        if (options.ActivityDays > 0 && access.Caller.Partition == "aws")
            yield return (ActivityPart, payer, ApiOperation.LookupEvents);
        if (options.LastAccessed)
            yield return (LastAccessedPart, payer, ApiOperation.GenerateServiceLastAccessedDetails);
    }
}
