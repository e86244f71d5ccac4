using System.Text;
using System.Text.Json;
using Amazon.IdentityManagement.Model;
using Auditor.Aws.Collect.Files;
using Auditor.Aws.Collect.Organizations;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Writes the files of a snapshot; each whole or not at all. Safe from any thread as long as no two write the same file.</summary>
/// <param name="folder">The snapshot's folder.</param>
/// <param name="tool">The product's name, by which it knows its own snapshots; a version may follow.</param>
internal sealed class SnapshotWriter(string folder, string tool)
{
    /// <summary>A snapshot of this product's own may be replaced, one that somebody else made is left alone.</summary>
    /// <exception cref="RunCannotGoOnException">The folder holds a snapshot that this product did not make.</exception>
    public void RequireOwn()
    {
        if (!Has(SnapshotFolder.Metadata) && !Has(SnapshotFolder.Organization) && !Directory.Exists(Path.Combine(folder, SnapshotFolder.Accounts)))
            return;
        if (!Has(SnapshotFolder.Metadata) || SnapshotReader.Open(folder).Metadata.Tool?.StartsWith(ToolName, StringComparison.Ordinal) != true)
            throw new RunCannotGoOnException($"`{folder}` holds a snapshot that `auditor collect` did not make: name another folder");
    }

    /// <summary>Removes the files of a snapshot.</summary>
    public void Clear()
    {
        Remove(folder, SnapshotFolder.Metadata);
        Remove(folder, SnapshotFolder.Organization);
        foreach (var account in SnapshotFolder.AccountsIn(folder).ToArray())
            Clear(Path.Combine(folder, SnapshotFolder.Accounts, account));
    }

    public void WriteMetadata(Action<Utf8JsonWriter> write) => JsonFile.Write(Path.Combine(folder, SnapshotFolder.Metadata), write);

    public void WriteOrganization(CollectedOrganization organization) =>
        JsonFile.Write(Path.Combine(folder, SnapshotFolder.Organization), writer => new OrganizationFile(writer).Write(organization));

    public void WriteAuthorizationDetails(string account, Action<Utf8JsonWriter> write) => Write(account, SnapshotFolder.AuthorizationDetails, write);

    public void WriteInventory(string account, Action<Utf8JsonWriter> write) => Write(account, SnapshotFolder.BillingConductor, write);

    public void WriteActivity(string account, Action<Utf8JsonWriter> write) => Write(account, SnapshotFolder.Activity, write);

    public void WriteLastAccessed(string account, Action<Utf8JsonWriter> write) => Write(account, SnapshotFolder.LastAccessed, write);

    /// <summary>The answers about services last used that a collection which was stopped has come to; none if there is no such file.</summary>
    public IEnumerable<KeyValuePair<string, GetServiceLastAccessedDetailsResponse>> ReadLastAccessed(string account)
    {
        var path = PathOf(account, SnapshotFolder.LastAccessed);
        return File.Exists(path) ? LastAccessedFile.Read(File.ReadAllBytes(path)) : [];
    }

    /// <summary>True if the account's policies contain a text, whatever its case.</summary>
    public bool AuthorizationDetailsMention(string account, string text) =>
        File.ReadAllText(PathOf(account, SnapshotFolder.AuthorizationDetails), Encoding.UTF8).Contains(text, StringComparison.OrdinalIgnoreCase);

    private string ToolName => tool.Split(' ')[0];

    private static void Clear(string account)
    {
        foreach (var name in SnapshotFolder.AccountFiles)
            Remove(account, name);
        if (!Directory.EnumerateFileSystemEntries(account).Any())
            Directory.Delete(account);
    }

    /// <summary>True if a file is there, packed or not.</summary>
    private bool Has(string name) => File.Exists(Path.Combine(folder, name)) || File.Exists(Path.Combine(folder, name + ".gz"));

    /// <summary>Removes a file, packed or not: either would be read.</summary>
    private static void Remove(string folder, string name)
    {
        File.Delete(Path.Combine(folder, name));
        File.Delete(Path.Combine(folder, name + ".gz"));
    }

    private string PathOf(string account, string name) => Path.Combine(folder, SnapshotFolder.Accounts, account, name);

    private void Write(string account, string name, Action<Utf8JsonWriter> write) => JsonFile.Write(PathOf(account, name), write);
}
