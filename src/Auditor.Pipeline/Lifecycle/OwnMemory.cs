using System.Security.Cryptography;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>What the run before left, as long as it is of the organization that this run is about: of another one it would call every finding resolved or new.</summary>
public sealed class OwnMemory
{
    private readonly IReportStore store;
    private readonly string key;
    private readonly KeptMemory kept;

    private OwnMemory(IReportStore store, string key, KeptMemory kept)
    {
        this.store = store;
        this.key = key;
        this.kept = kept;
        (Memory, Problem) = (kept.Memory, kept.Problem);
    }

    /// <summary>What the run before left; null if there is nothing, or nothing that can be used.</summary>
    public RunMemory? Memory { get; private set; }

    /// <summary>Why what is there cannot be used, where it is kept now and what to do; null if it can.</summary>
    public string? Problem { get; private set; }

    /// <summary>Reads what is there.</summary>
    /// <exception cref="RunCannotGoOnException">The store failed.</exception>
    public static async Task<OwnMemory> OpenAsync(IReportStore store, string key, CancellationToken cancellationToken) =>
        new(store, key, await KeptMemory.OpenAsync(store, key, cancellationToken).ConfigureAwait(false));

    /// <summary>Sets aside what is known to be of another organization. What names none, as what a standalone account or an older version left, may be the own one's.</summary>
    /// <param name="organization">The organization that this run is about; null if nobody knows, or if there is none.</param>
    /// <param name="cancellationToken">Stops before anything is written.</param>
    /// <exception cref="RunCannotGoOnException">The store failed.</exception>
    public async Task KeepToAsync(string? organization, CancellationToken cancellationToken)
    {
        if (organization is null || Memory?.OrganizationId is not { } other || other == organization)
            return;
        var aside = await SetAsideAsync(cancellationToken).ConfigureAwait(false);
        Memory = null;
        Problem = $"the state `{store.UriOf(key)}` is of the organization `{other}`, and this run is about `{organization}`; it is kept as `{store.UriOf(aside)}`, and every finding counts as new: "
            + "give each organization a state of its own";
    }

    /// <summary>True if it is of a run that came after the one for this moment, see <see cref="KeptMemory.IsOfLaterRun"/>.</summary>
    /// <param name="asOf">The moment for which the run speaks.</param>
    /// <param name="now">The time.</param>
    public bool IsOfLaterRun(DateTimeOffset asOf, DateTimeOffset now) => Memory is not null && kept.IsOfLaterRun(asOf, now);

    /// <summary>Leaves what the next run must know, see <see cref="KeptMemory.SaveAsync"/>.</summary>
    /// <returns>Why nothing was left; null if all is well.</returns>
    public Task<string?> SaveAsync(RunMemory memory, CancellationToken cancellationToken) => kept.SaveAsync(memory, cancellationToken);

    /// <summary>Under a name of its content, as <see cref="KeptMemory"/> does; another run that has written by now keeps this one from writing over it.</summary>
    private async Task<string> SetAsideAsync(CancellationToken cancellationToken)
    {
        var content = await store.ReadAsync(key, cancellationToken).ConfigureAwait(false) is { } document ? document.Content : JsonMemory.Write(Memory!);
        var aside = $"{Path.ChangeExtension(key, null)}.set-aside-{Convert.ToHexStringLower(SHA256.HashData(content.Span))[..12]}.json";
        await store.TryCreateAsync(aside, content, cancellationToken).ConfigureAwait(false);
        if (await store.ReadAsync(aside, cancellationToken).ConfigureAwait(false) is { } written && written.Content.Span.SequenceEqual(content.Span))
            return aside;
        throw new RunCannotGoOnException($"the state `{store.UriOf(key)}` is of another organization, and could not be set aside as `{store.UriOf(aside)}`: move it away and run again");
    }
}
