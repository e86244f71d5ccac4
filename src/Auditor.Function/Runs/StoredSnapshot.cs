using Auditor.Pipeline.Publish;

namespace Auditor.Function.Runs;

/// <summary>The snapshot that a run has kept in the bucket, file by file.</summary>
/// <param name="store">The bucket.</param>
/// <param name="runId">The run.</param>
/// <param name="manifest">What it kept.</param>
internal sealed class StoredSnapshot(IReportStore store, string runId, CheckpointManifest manifest)
{
    /// <summary>The places of its files.</summary>
    public IEnumerable<string> Files => manifest.Files.Select(file => file.Path);

    /// <summary>The snapshot of a run; null if there is none any more.</summary>
    /// <param name="store">The bucket.</param>
    /// <param name="runId">The run.</param>
    /// <param name="isWhole">True wants it complete: a part of one counts as none.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public static async Task<StoredSnapshot?> FindAsync(IReportStore store, string runId, bool isWhole, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(Checkpoint.ManifestKeyOf(runId), cancellationToken).ConfigureAwait(false) is not { } document)
            return null;
        var manifest = CheckpointManifest.Read(document.Content);
        return !manifest.Files.IsEmpty && (manifest.Journal is null || !isWhole) ? new StoredSnapshot(store, runId, manifest) : null;
    }

    /// <summary>Puts a file into a snapshot's folder; false if there is none, or not the one that was kept.</summary>
    public async Task<bool> FetchAsync(string file, string folder, CancellationToken cancellationToken)
    {
        var hash = manifest.Files.FirstOrDefault(kept => kept.Path == file).Hash;
        if (hash is null || await store.ReadAsync(Checkpoint.KeyOf(runId, file), cancellationToken).ConfigureAwait(false) is not { } document)
            return false;
        return await Checkpoint.UnpackAsync(document.Content, hash, Path.Combine(folder, file), cancellationToken).ConfigureAwait(false);
    }
}
