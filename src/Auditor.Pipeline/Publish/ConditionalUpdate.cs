namespace Auditor.Pipeline.Publish;

/// <summary>Changes a document although others may change it at the same time: decide, write if nobody was faster, else read and try again.</summary>
public static class ConditionalUpdate
{
    private const int MostAttempts = 10;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Runs until a change is written, or none is wanted.</summary>
    /// <param name="store">Where the document is.</param>
    /// <param name="key">The document's key.</param>
    /// <param name="change">
    /// Gives the new content for the present one, which is null if there is no document; null leaves it as it is. It is called again whenever the content
    /// turned out to be another one; only its last answer counts. (An array, because a null would silently become an empty memory.)
    /// </param>
    /// <param name="time">Waits between attempts.</param>
    /// <param name="cancellationToken">Stops between attempts.</param>
    /// <param name="known">The document as it was read a moment ago; null takes it that there is none yet.</param>
    /// <returns>True if a change was written.</returns>
    /// <exception cref="RunCannotGoOnException">Others were faster every time, or the store failed.</exception>
    public static async Task<bool> RunAsync(
        IReportStore store,
        string key,
        Func<ReadOnlyMemory<byte>?, byte[]?> change,
        TimeProvider time,
        CancellationToken cancellationToken,
        StoredDocument? known = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(change);
        // Without anything known the first attempt takes it that there is no document yet: to be told that one is absent would need a permission more (s3:ListBucket).
        var read = known;
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            if (attempt > 1)
                await Task.Delay(FirstDelay * (1 << (attempt - 2)), time, cancellationToken).ConfigureAwait(false);
            if (attempt > 0)
                read = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            if (change(read?.Content) is not { } content)
                return false;
            var isWritten = read is null
                ? await store.TryCreateAsync(key, content, cancellationToken).ConfigureAwait(false)
                : await store.TryReplaceAsync(key, content, read.Version, cancellationToken).ConfigureAwait(false);
            if (isWritten)
                return true;
        }

        throw new RunCannotGoOnException($"`{store.UriOf(key)}` is changed by others all the time; try again");
    }
}
