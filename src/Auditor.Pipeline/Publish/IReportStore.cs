namespace Auditor.Pipeline.Publish;

/// <summary>Keeps documents by key, e.g. <c>runs/&lt;run&gt;/report.json</c>. Writers never overwrite what they have not read: every write has a condition.</summary>
/// <remarks>What cannot be stored or read for another reason than the condition is a <see cref="RunCannotGoOnException"/>.</remarks>
public interface IReportStore
{
    /// <summary>Where a person or a program finds a document: a URI, whether the document is there or not.</summary>
    string UriOf(string key);

    /// <summary>A document with the version it has now, or null if there is none.</summary>
    Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Writes a document that is not there yet. False: there is one, or somebody is writing one at this moment.</summary>
    Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Writes over the version that was read. False: it is another one by now, or gone.</summary>
    Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken);
}
