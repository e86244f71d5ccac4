using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The accounts of a snapshot's folder, against those that there should be.</summary>
internal sealed class AccountFolders
{
    private const string Permission = "iam:GetAccountAuthorizationDetails";
    private readonly HashSet<string> refused;
    private readonly List<Gap> gaps = [];

    /// <param name="root">The snapshot.</param>
    /// <param name="organization">Which accounts there should be; null if nobody knows.</param>
    /// <param name="metadata">Which were refused.</param>
    /// <param name="elsewhere">Accounts whose files lie elsewhere: they count as there.</param>
    public AccountFolders(string root, OrganizationSnapshot? organization, SnapshotMetadata metadata, IReadOnlySet<string> elsewhere)
    {
        refused = metadata.Refused.Select(refusal => refusal.Account).OfType<string>().ToHashSet(StringComparer.Ordinal);
        string[] folders = [.. SnapshotFolder.AccountsIn(root).Union(elsewhere, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var files = folders.ToLookup(id => elsewhere.Contains(id) ? DetailsOf(id) : SnapshotFile.Find(root, DetailsOf(id), id)?.Gaps.File);
        Readable = [.. files.Where(file => file.Key is not null).SelectMany(file => file)];
        // Of thousands of accounts hardly any has a file of another name.
        OddNames = files.Where(file => file.Key is not null && file.Key != DetailsOf(file.First())).ToImmutableSortedDictionary(file => file.First(), file => file.Key!, StringComparer.Ordinal);
        foreach (var id in files[null])
            NoteUnread(id, $"the folder has no `{SnapshotFolder.AuthorizationDetails}`");
        if (organization is not null)
            Compare(organization, [.. folders]);
        Gaps = [.. gaps.OrderBy(gap => gap.Account, StringComparer.Ordinal)];
    }

    /// <summary>The accounts whose authorization details are there, in ordinal order.</summary>
    public ImmutableArray<string> Readable { get; }

    /// <summary>The files of those whose authorization details have another name than they should, by their account.</summary>
    public ImmutableSortedDictionary<string, string> OddNames { get; }

    public ImmutableArray<Gap> Gaps { get; }

    private static string DetailsOf(string id) => SnapshotFolder.FileOf(id, SnapshotFolder.AuthorizationDetails);

    private void Compare(OrganizationSnapshot organization, HashSet<string> found)
    {
        foreach (var account in organization.Accounts.Values.Where(account => account.IsActive && !found.Contains(account.Id)))
            NoteUnread(account.Id, $"the account is active, but the snapshot has no folder `{SnapshotFolder.Accounts}/{account.Id}`");
        foreach (var id in found.Where(id => !organization.Accounts.ContainsKey(id) && id != organization.ManagementAccount))
        {
            const string reason = "the account is not among `Accounts`: nobody knows which policies of the organization bind it";
            gaps.Add(new Gap(GapKind.ScpUnreadable, id, id, SnapshotFolder.Organization, null, null, null, reason));
        }
    }

    /// <summary>An account of which a refusal is noted already is not noted again.</summary>
    private void NoteUnread(string id, string error)
    {
        if (!refused.Contains(id))
            gaps.Add(new Gap(GapKind.AccountUnread, id, id, null, null, null, Permission, error));
    }
}
