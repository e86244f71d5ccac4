using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the files of one account's folder, one after the other.</summary>
internal sealed class AccountReader(string root, string id, PolicyLibrary library, bool everyVersion)
{
    private readonly List<Gap> gaps = [];

    public AccountReading Read()
    {
        var account = Read<AccountSnapshot>(SnapshotFolder.AuthorizationDetails, new AuthorizationDetailsReader(id, library, everyVersion).Read);
        account = (account ?? new AccountSnapshot { Id = id }) with
        {
            Inventory = Read<BillingConductorInventory>(SnapshotFolder.BillingConductor, InventoryReader.Read),
            Activity = ReadActivity(),
            LastAccessed = Read<Dictionary<string, ImmutableArray<ServiceLastAccess>>>(SnapshotFolder.LastAccessed, LastAccessedReader.Read),
        };
        return new AccountReading(account, [.. gaps]);
    }

    private ActivityLog? ReadActivity()
    {
        var before = gaps.Count;
        var activity = Read<ActivityLog>(SnapshotFolder.Activity, ActivityReader.Read);
        return activity is null ? null : activity with { IsComplete = gaps.Count == before };
    }

    private T? Read<T>(string name, ReadRoot<T> read)
        where T : class
    {
        var file = SnapshotFile.Find(root, SnapshotFolder.FileOf(id, name), id);
        var result = file?.Read(read);
        if (file is not null)
            gaps.AddRange(file.Gaps.ToImmutable());
        return result;
    }
}
