using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Denials;

/// <summary>
/// Folds storms: the same principal, action and set of blockers is told once in a window, and what comes in between is counted for the next message. What AWS says in
/// the same words is not even explained again for a while. Everything by conditional writes under <c>denials/</c>, because events come at the same time.
/// </summary>
internal sealed class DenialLedger(IReportStore store, TimeSpan window, TimeProvider clock)
{
    /// <summary>For so long the same words of AWS are taken to have the same cause: a storm must not read the account for each of its events.</summary>
    private static readonly TimeSpan SameCause = TimeSpan.FromMinutes(15);

    /// <summary>Counts a denial that was explained a short while ago.</summary>
    /// <returns>What becomes of it; null if it must be explained.</returns>
    public async Task<DenialOutcome?> CountIfExplainedAsync(Denial denial)
    {
        var document = await store.ReadAsync(KeyOf(denial), CancellationToken.None).ConfigureAwait(false);
        if (ExplainedDenial.Read(document?.Content) is not { } known || clock.GetUtcNow() - known.At >= SameCause)
            return null;
        if (known.Sort is null)
            return DenialOutcome.Unplaced;
        var isCounted = await ChangeAsync(KeyOf(known.Sort), sort => sort is { IsSent: true } && clock.GetUtcNow() - sort.At < window ? sort with { Count = sort.Count + 1 } : null).ConfigureAwait(false);
        return isCounted ? DenialOutcome.Folded : null;
    }

    /// <summary>Notes that a denial was explained.</summary>
    /// <param name="denial">What AWS said.</param>
    /// <param name="finding">What it turned out to be; null if it could not be placed.</param>
    public Task NoteExplainedAsync(Denial denial, Finding? finding)
    {
        var content = new ExplainedDenial(clock.GetUtcNow(), finding is null ? null : DenialNotice.KeyOf(finding)).Write();
        return ConditionalUpdate.RunAsync(store, KeyOf(denial), _ => content, clock, CancellationToken.None);
    }

    /// <summary>Takes it upon an invocation to tell a finding, or counts it.</summary>
    /// <returns>What was remembered before, with what was counted; null if it is not to be told.</returns>
    public async Task<DenialMemory?> TakeAsync(Finding finding, string owner)
    {
        DenialMemory? before = null;
        await ChangeAsync(KeyOf(DenialNotice.KeyOf(finding)), sort =>
        {
            var now = clock.GetUtcNow();
            before = sort?.MayBeTold(now, window, owner) == false ? null : sort ?? new DenialMemory(now, null, IsSent: false, 0, null);
            return before is null ? sort! with { Count = sort.Count + 1 } : before with { At = now, Owner = owner, IsSent = false };
        }).ConfigureAwait(false);
        return before;
    }

    /// <summary>The message was sent.</summary>
    /// <param name="finding">What was told.</param>
    /// <param name="owner">The invocation.</param>
    /// <param name="told">How many the message says there were besides.</param>
    public Task ConfirmAsync(Finding finding, string owner, int told) => ChangeAsync(
        KeyOf(DenialNotice.KeyOf(finding)), sort => new DenialMemory(clock.GetUtcNow(), owner, IsSent: true, Math.Max(0, (sort?.Count ?? 0) - told), clock.GetUtcNow()));

    /// <summary>The message was not sent: another invocation may tell it at once.</summary>
    public Task ReleaseAsync(Finding finding) => ChangeAsync(KeyOf(DenialNotice.KeyOf(finding)), sort => sort is null ? null : sort with { Owner = null, IsSent = false });

    private async Task<bool> ChangeAsync(string key, Func<DenialMemory?, DenialMemory?> change)
    {
        var known = await store.ReadAsync(key, CancellationToken.None).ConfigureAwait(false);
        return await ConditionalUpdate.RunAsync(store, key, present => change(DenialMemory.Read(present))?.Write(), clock, CancellationToken.None, known).ConfigureAwait(false);
    }

    private static string KeyOf(Denial denial) => $"denials/said-{DenialNotice.KeyOf(denial)}.json";

    private static string KeyOf(string sort) => $"denials/sort-{sort}.json";
}
