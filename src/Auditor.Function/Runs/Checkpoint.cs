using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Auditor.Aws.Collect;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>
/// Keeps the snapshot of a run in the bucket while it is collected, so that another invocation can go on from there. The manifest is written last and names
/// files that are there whole; what it does not name is collected again.
/// </summary>
/// <param name="store">Where it is kept: <c>snapshots/&lt;run&gt;/checkpoint.json</c>, and the files beside it, compressed.</param>
/// <param name="runId">The run.</param>
/// <param name="folder">The snapshot's folder on this machine.</param>
/// <param name="clock">Waits after a lost race.</param>
internal sealed class Checkpoint(IReportStore store, string runId, string folder, TimeProvider clock)
{
    private const int AtOnce = 8;
    private readonly ConcurrentDictionary<string, (DateTime WrittenAt, string Hash)> kept = new(StringComparer.Ordinal);

    private bool isRestored;

    /// <summary>The snapshot's folder on this machine.</summary>
    public string Folder => folder;

    /// <summary>True if the snapshot in the folder is complete.</summary>
    public bool IsComplete => File.Exists(Path.Combine(folder, SnapshotFolder.Metadata)) && !File.Exists(JournalPath);

    /// <summary>How many accounts are in the folder.</summary>
    public int AccountsRead => SnapshotFolder.FilesIn(folder).Count(file => file.EndsWith("/" + SnapshotFolder.AuthorizationDetails, StringComparison.Ordinal));

    private string JournalPath => Path.Combine(folder, CollectRun.JournalName);

    private string ManifestKey => ManifestKeyOf(runId);

    /// <summary>Makes the folder hold what an earlier invocation kept, and nothing else.</summary>
    /// <returns>False if there is nothing, or nothing that can be used.</returns>
    public Task<bool> RestoreAsync(CancellationToken cancellationToken) => RestoreAsync(_ => true, cancellationToken);

    /// <summary>The same with some of the files only.</summary>
    /// <param name="isWanted">Tells which, by their places in the snapshot.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public async Task<bool> RestoreAsync(Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        Empty();
        var isUsable = await store.ReadAsync(ManifestKey, cancellationToken).ConfigureAwait(false) is { } manifest
            && await FetchAsync(manifest.Content, isWanted, cancellationToken).ConfigureAwait(false);
        if (!isUsable)
            Empty();
        isRestored = true;
        return isUsable;
    }

    private async Task<bool> FetchAsync(ReadOnlyMemory<byte> manifest, Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        var (all, journal) = CheckpointManifest.Read(manifest);
        var files = all.Where(file => isWanted(file.Path)).ToArray();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var isWhole = true;
        await Parallel.ForEachAsync(files, parallel, async (file, token) =>
        {
            var document = await store.ReadAsync(KeyOf(file.Path), token).ConfigureAwait(false);
            // Somebody may have kept a newer one, of which the manifest does not know yet.
            var path = Path.Combine(folder, file.Path);
            if (document is null || !await UnpackAsync(document.Content, file.Hash, path, token).ConfigureAwait(false))
            {
                isWhole = false;
                return;
            }

            kept[file.Path] = (File.GetLastWriteTimeUtc(path), file.Hash);
        }).ConfigureAwait(false);
        if (isWhole && journal is not null)
            await File.WriteAllTextAsync(JournalPath, journal, cancellationToken).ConfigureAwait(false);
        return isWhole && (all.Length > 0 || journal is not null);
    }

    /// <summary>Removes the folder; what was saved stays in the bucket.</summary>
    public void Remove()
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }

    private void Empty()
    {
        Remove();
        Directory.CreateDirectory(folder);
        kept.Clear();
    }

    /// <summary>Keeps what is in the folder now and was not kept before; nothing if not even the earlier part is in it yet.</summary>
    public Task SaveAsync(CancellationToken cancellationToken) => SaveAsync([], cancellationToken);

    /// <summary>The same with files that others have kept.</summary>
    /// <param name="elsewhere">Their places in the snapshot, with the SHA-256 of what is kept.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public async Task SaveAsync(IEnumerable<(string Path, string Hash)> elsewhere, CancellationToken cancellationToken)
    {
        if (!isRestored)
            return;
        // The journal first: what it calls finished is in the folder already, and so among the files that are looked for afterwards.
        var journal = ReadJournal();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        var files = SnapshotFolder.FilesIn(folder).ToArray();
        await Parallel.ForEachAsync(files, parallel, (file, token) => new ValueTask(KeepAsync(file, token))).ConfigureAwait(false);
        var manifest = new CheckpointManifest([.. files.Select(file => (file, kept[file].Hash)), .. elsewhere], journal).Write();
        await ConditionalUpdate.RunAsync(store, ManifestKey, present => present is { } same && same.Span.SequenceEqual(manifest) ? null : manifest, clock, cancellationToken).ConfigureAwait(false);
    }

    private async Task KeepAsync(string file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, file);
        var writtenAt = File.GetLastWriteTimeUtc(path);
        if (kept.TryGetValue(file, out var known) && known.WrittenAt == writtenAt)
            return;
        var content = await CompressAsync(path, cancellationToken).ConfigureAwait(false);
        await ConditionalUpdate.RunAsync(store, KeyOf(file), present => present is { } same && same.Span.SequenceEqual(content) ? null : content, clock, cancellationToken).ConfigureAwait(false);
        kept[file] = (writtenAt, HashOf(content));
    }

    /// <summary>The same file gives the same bytes: they are not written again.</summary>
    internal static async Task<byte[]> CompressAsync(string path, CancellationToken cancellationToken)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
        {
            using var file = File.OpenRead(path);
            await file.CopyToAsync(gzip, cancellationToken).ConfigureAwait(false);
        }

        return compressed.ToArray();
    }

    /// <summary>Writes a kept file; false if it is another one than the manifest names.</summary>
    internal static async Task<bool> UnpackAsync(ReadOnlyMemory<byte> compressed, string hash, string path, CancellationToken cancellationToken)
    {
        if (HashOf(compressed.Span) != hash)
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var content = new MemoryStream(compressed.ToArray(), writable: false);
        using var gzip = new GZipStream(content, CompressionMode.Decompress);
        using var file = File.Create(path);
        await gzip.CopyToAsync(file, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>The journal as it is now: somebody may be writing to it.</summary>
    private string? ReadJournal()
    {
        try
        {
            using var stream = new FileStream(JournalPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private string KeyOf(string file) => KeyOf(runId, file);

    internal static string ManifestKeyOf(string run) => $"snapshots/{run}/checkpoint.json";

    internal static string KeyOf(string run, string file) => $"snapshots/{run}/{file}.gz";

    internal static string HashOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
