using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Pipeline.Collect;

namespace Auditor.Function.Runs;

/// <summary>What a checkpoint consists of.</summary>
/// <param name="Files">The snapshot's files that are kept, with the SHA-256 of what is kept.</param>
/// <param name="Journal">What the collection says is finished; null if all of it is.</param>
internal sealed record CheckpointManifest(ImmutableArray<(string Path, string Hash)> Files, string? Journal)
{
    /// <summary>The manifest as JSON.</summary>
    public byte[] Write() => AnswerJson.Write(writer =>
    {
        writer.WriteStartArray("files");
        foreach (var (path, hash) in Files)
        {
            writer.WriteStartObject();
            writer.WriteString("path", path);
            writer.WriteString("sha256", hash);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("journal", Journal);
    });

    /// <summary>Reads a manifest. One that cannot be read names no files: everything is collected again.</summary>
    public static CheckpointManifest Read(ReadOnlyMemory<byte> content)
    {
        try
        {
            using var json = JsonDocument.Parse(content);
            return new CheckpointManifest(
                [.. json.RootElement.GetProperty("files").EnumerateArray().Select(file => (SafePath(file.GetProperty("path").GetString() ?? throw new JsonException("a file has no path")), file.GetProperty("sha256").GetString()!))],
                json.RootElement.GetProperty("journal").GetString());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new CheckpointManifest([], null);
        }
    }

    /// <summary>Whoever can write to the bucket must not be able to write elsewhere on this machine.</summary>
    private static string SafePath(string path) => path.Split('/') switch
    {
        [SnapshotFolder.Metadata or SnapshotFolder.Organization] => path,
        [SnapshotFolder.Accounts, var account, var name] when SnapshotFolder.IsAccount(account) && SnapshotFolder.AccountFiles.Contains(name, StringComparer.Ordinal) => path,
        _ => throw new JsonException($"`{path}` is no file of a snapshot"),
    };
}
