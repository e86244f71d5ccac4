using System.Globalization;
using System.Text;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

/// <summary>A store that others can be made to change at the worst moment.</summary>
internal sealed class MemoryStore : IReportStore
{
    private readonly Dictionary<string, (string Text, int Version)> documents = new(StringComparer.Ordinal);

    /// <summary>Is called before each write, with the key.</summary>
    public Action<string>? BeforeWrite { get; set; }

    /// <summary>
    /// Is called after each write that was done, with the key; true loses the answer: the SDK then writes once more, and the store says that somebody was faster.
    /// </summary>
    public Func<string, bool>? LosesAnswer { get; set; }

    /// <summary>Is called for each write, with the key; true says that somebody else is writing at this moment.</summary>
    public Func<string, bool>? IsBusy { get; set; }

    public int Writes { get; private set; }

    public IEnumerable<string> Keys => documents.Keys.Order(StringComparer.Ordinal);

    public string this[string key]
    {
        get => documents[key].Text;
        set => documents[key] = (value, documents.TryGetValue(key, out var present) ? present.Version + 1 : 1);
    }

    public void Remove(string key) => documents.Remove(key);

    public string UriOf(string key) => "memory:" + key;

    public Task<StoredDocument?> ReadAsync(string key, CancellationToken cancellationToken) => Task.FromResult(
        documents.TryGetValue(key, out var document)
            ? new StoredDocument(Encoding.UTF8.GetBytes(document.Text), document.Version.ToString(CultureInfo.InvariantCulture))
            : null);

    public Task<bool> TryCreateAsync(string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        WriteAsync(key, content, null);

    public Task<bool> TryReplaceAsync(string key, ReadOnlyMemory<byte> content, string version, CancellationToken cancellationToken) =>
        WriteAsync(key, content, version);

    private Task<bool> WriteAsync(string key, ReadOnlyMemory<byte> content, string? version)
    {
        BeforeWrite?.Invoke(key);
        if (IsBusy?.Invoke(key) == true)
            return Task.FromResult(false);
        var present = documents.TryGetValue(key, out var document) ? document.Version.ToString(CultureInfo.InvariantCulture) : null;
        if (present != version)
            return Task.FromResult(false);
        this[key] = Encoding.UTF8.GetString(content.Span);
        Writes++;
        return Task.FromResult(LosesAnswer?.Invoke(key) != true);
    }
}
