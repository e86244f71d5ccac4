using System.Security.Cryptography;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline.Publish;

/// <summary>What the run before left, in a store, and the place for what this run leaves.</summary>
public sealed class KeptMemory
{
    /// <summary>The document's name where nobody says another.</summary>
    public const string DefaultKey = "state.json";

    private const int MostAttempts = 5;
    private readonly IReportStore store;
    private readonly string key;
    private readonly string? version;

    private KeptMemory(IReportStore store, string key, string? version)
    {
        this.store = store;
        this.key = key;
        this.version = version;
    }

    /// <summary>What the run before left; null if there is nothing, or nothing that can be used.</summary>
    public RunMemory? Memory { get; private set; }

    /// <summary>True if it is of a run that came after the one for this moment; not if it is of the future, which only a clock that went wrong explains.</summary>
    /// <param name="asOf">The moment for which the run speaks.</param>
    /// <param name="now">The time.</param>
    public bool IsOfLaterRun(DateTimeOffset asOf, DateTimeOffset now) => Memory is { } left && left.GeneratedAt > asOf && left.GeneratedAt <= now;

    /// <summary>Why what is there cannot be used, where it is kept now and what to do; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads what is there. What cannot be used is set aside under another name first, so that this run overwrites nothing that somebody may still need.</summary>
    /// <exception cref="RunCannotGoOnException">The store failed.</exception>
    public static async Task<KeptMemory> OpenAsync(IReportStore store, string key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is not { } document)
            return new KeptMemory(store, key, version: null);
        var memory = JsonMemoryReader.Read(document.Content, out var problem);
        var aside = problem is null ? null : await SetAsideAsync(store, key, document.Content, cancellationToken).ConfigureAwait(false);
        return new KeptMemory(store, key, document.Version)
        {
            Memory = memory,
            Problem = problem is null ? null : $"the state `{store.UriOf(key)}` cannot be used: {problem}; it is kept as `{store.UriOf(aside!)}`, and every finding counts as new",
        };
    }

    /// <summary>
    /// Sets aside what is known to be of another organization, of which it would call every finding resolved. What names none, as what a standalone account or an older
    /// version left, may be the own one's.
    /// </summary>
    /// <param name="organization">The organization that this run is about; null if nobody knows, or if there is none.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="RunCannotGoOnException">The store failed.</exception>
    public async Task KeepToAsync(string? organization, CancellationToken cancellationToken)
    {
        if (organization is null || Memory?.OrganizationId is not { } other || other == organization)
            return;
        var content = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } document ? document.Content : JsonMemory.Write(Memory);
        var aside = await SetAsideAsync(store, key, content, cancellationToken).ConfigureAwait(false);
        Memory = null;
        Problem = $"the state `{store.UriOf(key)}` is of the organization `{other}`, and this run is about `{organization}`; it is kept as `{store.UriOf(aside)}`, and every finding counts as new: "
            + "give each organization a state of its own";
    }

    /// <summary>Leaves what the next run must know, unless somebody else has written since <see cref="OpenAsync"/>.</summary>
    /// <returns>Why nothing was left: somebody has written, and what stands there is as it was. Null if all is well.</returns>
    /// <exception cref="RunCannotGoOnException">The store failed.</exception>
    public async Task<string?> SaveAsync(RunMemory memory, CancellationToken cancellationToken)
    {
        var content = JsonMemory.Write(memory);
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var isWritten = version is null
                ? await store.TryCreateAsync(key, content, cancellationToken).ConfigureAwait(false)
                : await store.TryReplaceAsync(key, content, version, cancellationToken).ConfigureAwait(false);
            if (isWritten)
                return null;
            var present = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false);
            // The SDK may have written it, lost the answer, and tried again: then this run itself was the faster one.
            if (present is { } there && there.Content.Span.SequenceEqual(content))
                return null;
            // What stands as it stood was being written by somebody who did not come to an end.
            if (present?.Version != version)
                break;
        }

        return $"another run has written `{store.UriOf(key)}` since this one began, so this one leaves no state: run again";
    }

    /// <summary>The same content gets the same name, so it is kept once.</summary>
    private static async Task<string> SetAsideAsync(IReportStore store, string key, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var aside = $"{Path.ChangeExtension(key, null)}.set-aside-{Convert.ToHexStringLower(SHA256.HashData(content.Span))[..12]}.json";
        await store.TryCreateAsync(aside, content, cancellationToken).ConfigureAwait(false);
        if (await store.ReadAsync(aside, cancellationToken).ConfigureAwait(false) is { } kept && kept.Content.Span.SequenceEqual(content.Span))
            return aside;
        throw new RunCannotGoOnException($"the state `{store.UriOf(key)}` cannot be used, and could not be set aside as `{store.UriOf(aside)}`: move it away and run again");
    }
}
