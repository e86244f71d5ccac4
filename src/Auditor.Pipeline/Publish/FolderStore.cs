using System.Security.Cryptography;

namespace Auditor.Pipeline.Publish;

/// <summary>
/// Keeps documents as files below a folder. Processes of one machine may write at the same time: writers take turns by a lock on the file <c>.lock</c>, and a
/// document is replaced in one step, so that a reader sees the old one or the new one.
/// </summary>
/// <param name="root">The folder; it is created with the first document.</param>
/// <param name="time">Waits for the lock.</param>
public sealed class FolderStore(string root, TimeProvider time) : IReportStore
{
    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(15);
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);
    private readonly string root = Path.GetFullPath(root);

    /// <inheritdoc/>
    public string UriOf(string key) => new Uri(PathOf(key)).AbsoluteUri;

    /// <inheritdoc/>
    public async Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var content = await File.ReadAllBytesAsync(PathOf(key), cancellationToken).ConfigureAwait(false);
            return new StoredDocument(content, VersionOf(content));
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunCannotGoOnException($"`{PathOf(key)}` cannot be read: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(key, content, null, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        return WriteAsync(key, content, version, cancellationToken);
    }

    /// <param name="key">The document's key.</param>
    /// <param name="content">The new content.</param>
    /// <param name="version">The version that must be there; null: none must be.</param>
    /// <param name="cancellationToken">Stops waiting for the lock.</param>
    private async Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var turn = await LockAsync(cancellationToken).ConfigureAwait(false);
            var present = await ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (present?.Version != version)
                return false;
            Replace(path, content.Span);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunCannotGoOnException($"`{path}` cannot be written: {error.Message}", error);
        }
    }

    private static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var partial = path + ".partial";
        try
        {
            using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                // After a power cut the file must not be there with its name and without its content.
                file.Flush(flushToDisk: true);
            }

            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                // It stays when it is released: whoever deleted it could take it from under somebody who has just opened it.
                return new FileStream(Path.Combine(root, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                if (time.GetElapsedTime(started) > LockPatience)
                    throw new RunCannotGoOnException($"`{root}` is locked by another process: {error.Message}", error);
            }

            await Task.Delay(LockRetry, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private string PathOf(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var parts = key.Split('/');
        if (parts.Any(part => part.Length == 0 || part[0] == '.' || part.AsSpan().ContainsAny('\\', ':')))
            throw new ArgumentException($"`{key}` is no key of a document", nameof(key));
        return Path.Combine([root, .. parts]);
    }

    private static string VersionOf(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
