using System.Text.Json;
using Auditor.Aws.Collect.Files;

namespace Auditor.Aws.Collect;

/// <summary>Writes the files of a snapshot; each whole or not at all. Safe from any thread as long as no two write the same file.</summary>
/// <param name="folder">The snapshot's folder.</param>
internal sealed class SnapshotWriter(string folder)
{
    private const string Accounts = "accounts";

    /// <summary>The snapshot's folder.</summary>
    public string Folder => folder;

    public void WriteMetadata(Action<Utf8JsonWriter> write) => JsonFile.Write(Path.Combine(folder, "snapshot.json"), write);

    public void WriteOrganization(Action<Utf8JsonWriter> write) => JsonFile.Write(Path.Combine(folder, "organization.json"), write);

    public void WriteAuthorizationDetails(string account, Action<Utf8JsonWriter> write) => Write(account, "authorization-details.json", write);

    public void WriteInventory(string account, Action<Utf8JsonWriter> write) => Write(account, "billing-conductor.json", write);

    public void WriteActivity(string account, Action<Utf8JsonWriter> write) => Write(account, "activity.json", write);

    public void WriteLastAccessed(string account, Action<Utf8JsonWriter> write) => Write(account, "last-accessed.json", write);

    private void Write(string account, string name, Action<Utf8JsonWriter> write) => JsonFile.Write(Path.Combine(folder, Accounts, account, name), write);
}
