using System.Collections.Immutable;

namespace Auditor.Pipeline.Collect;

/// <summary>The files of a snapshot that findings are about, by the names under which they are there, relative to its folder.</summary>
/// <param name="Organization">The organization's; null if it is not there.</param>
/// <param name="Metadata">What the snapshot says about itself; null if it is not there.</param>
/// <param name="Accounts">The accounts whose authorization details are there, in ordinal order.</param>
/// <param name="OddNames">Those files that have another name than they should, by their account.</param>
public sealed record SnapshotFiles(string? Organization, string? Metadata, ImmutableArray<string> Accounts, ImmutableSortedDictionary<string, string> OddNames)
{
    /// <summary>The file of an account. What has none of its own, such as an account that was not read, stands in the first of the others that is there; null if there is none.</summary>
    /// <param name="account">The account, or null for what is about the organization.</param>
    public string? Of(string? account) =>
        account is not null && Accounts.BinarySearch(account, StringComparer.Ordinal) >= 0 ? OfRead(account) : Organization ?? Metadata ?? (Accounts.IsEmpty ? null : OfRead(Accounts[0]));

    private string OfRead(string account) => OddNames.GetValueOrDefault(account) ?? SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails);
}
