using System.Collections.Immutable;
using Auditor.Pipeline.Collect.Account;
using Auditor.Pipeline.Collect.Json;
using Auditor.Pipeline.Collect.Tree;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads a saved snapshot: a folder, or one authorization-details file. What cannot be read becomes a gap; nothing throws.</summary>
/// <remarks>Accounts may be read from several threads; each call holds the bytes of one file at a time.</remarks>
public sealed class SnapshotReader
{
    private const string MetadataFile = "snapshot.json";
    private const string OrganizationFile = "organization.json";
    private const string AccountsFolder = "accounts";
    private const string DetailsFile = "authorization-details.json";

    private readonly SnapshotFolder folder;
    private readonly PolicyLibrary library = new();
    private readonly AccountSnapshot? onlyAccount;

    private SnapshotReader(string path)
    {
        if (Directory.Exists(path))
        {
            folder = new SnapshotFolder(path, Gaps);
            AccountIds = AccountsIn(path);
            Metadata = folder.Read(MetadataFile, null, MetadataReader.Read);
            ReadOrganization();
            NoteUnread();
        }
        else
        {
            folder = new SnapshotFolder(Path.GetDirectoryName(Path.GetFullPath(path))!, Gaps);
            OrganizationKnowledge = OrganizationKnowledge.Missing;
            onlyAccount = folder.Read(FileName(path), null, new AuthorizationDetailsReader(library).Read);
            AccountIds = onlyAccount is null ? [] : [onlyAccount.Id];
        }
    }

    /// <summary>Every gap met so far.</summary>
    public GapLog Gaps { get; } = new();

    /// <summary>What the snapshot says about itself, or null.</summary>
    public SnapshotMetadata? Metadata { get; }

    /// <summary>The organization; null if there is none, or it was not read.</summary>
    public OrganizationSnapshot? Organization { get; private set; }

    /// <summary>Why <see cref="Organization"/> is what it is.</summary>
    public OrganizationKnowledge OrganizationKnowledge { get; private set; }

    /// <summary>The accounts of which there is a folder, in ordinal order.</summary>
    public ImmutableArray<string> AccountIds { get; }

    /// <summary>Opens a folder or a file that exists.</summary>
    public static SnapshotReader Open(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new SnapshotReader(path);
    }

    /// <summary>Reads an account; null if its authorization details could not be read, which is then a gap.</summary>
    public AccountSnapshot? ReadAccount(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (onlyAccount is not null)
            return onlyAccount;
        if (folder.Read(PathOf(id, DetailsFile), id, new AuthorizationDetailsReader(library).Read) is not { } account)
            return null;
        return account with
        {
            Inventory = folder.Read(PathOf(id, "billing-conductor.json"), id, InventoryReader.Read),
            Activity = folder.Read(PathOf(id, "activity.json"), id, ActivityReader.Read),
            LastAccessed = folder.Read(PathOf(id, "last-accessed.json"), id, LastAccessedReader.Read) ?? account.LastAccessed,
        };
    }

    private void ReadOrganization()
    {
        OrganizationKnowledge = OrganizationKnowledge.Missing;
        if (!folder.Has(OrganizationFile))
            return;
        var reader = new OrganizationReader(library);
        Organization = folder.Read(OrganizationFile, null, reader.Read);
        OrganizationKnowledge = Organization is null && reader.Knowledge == OrganizationKnowledge.Known ? OrganizationKnowledge.Unreadable : reader.Knowledge;
    }

    /// <summary>Accounts that should be there and are not, and calls that were refused.</summary>
    private void NoteUnread()
    {
        foreach (var id in AccountIds.Where(id => !folder.Has(PathOf(id, DetailsFile))))
            Gaps.Add(Unread(id, $"the account's folder has no `{DetailsFile}`"));
        foreach (var account in Organization?.Accounts.Values.Where(account => account.IsActive && !AccountIds.Contains(account.Id, StringComparer.Ordinal)) ?? [])
            Gaps.Add(Unread(account.Id, $"an active account of the organization without a folder `{AccountsFolder}/{account.Id}`"));
        foreach (var refusal in Metadata?.Refused ?? [])
        {
            Gaps.Add(new Gap
            {
                Kind = GapKind.AccountUnread,
                Account = refusal.Account,
                What = refusal.Call ?? "a call",
                Permission = refusal.Permission,
                Error = $"AWS refused the call{(refusal.Code is { } code ? $" with `{code}`" : "")} when the snapshot was taken",
            });
        }
    }

    private static Gap Unread(string account, string error) => new()
    {
        Kind = GapKind.AccountUnread,
        Account = account,
        What = account,
        Permission = "iam:GetAccountAuthorizationDetails",
        Error = error,
    };

    private static ImmutableArray<string> AccountsIn(string root)
    {
        var accounts = Path.Combine(root, AccountsFolder);
        return Directory.Exists(accounts)
            ? [.. Directory.EnumerateDirectories(accounts).Select(path => Path.GetFileName(path)).Where(ArnCheck.IsAccountId).Order(StringComparer.Ordinal)]
            : [];
    }

    private static string PathOf(string account, string file) => $"{AccountsFolder}/{account}/{file}";

    /// <summary>The name under which a folder finds the file: compressed files are found by their plain name.</summary>
    private static string FileName(string path)
    {
        var name = Path.GetFileName(path);
        return name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
    }
}
