using Auditor.Function.Denials;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;

namespace Auditor.Function.Tests.Denials;

/// <summary>What invocations that work at the same time leave each other to do.</summary>
public sealed class DenialLedgerTests : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-ledger-");
    private readonly MovableClock clock = new();

    [Fact]
    public async Task Of_two_invocations_one_tells_and_the_other_is_counted()
    {
        Assert.NotNull(await Ledger().TakeAsync(Finding(), "one"));
        Assert.Null(await Ledger().TakeAsync(Finding(), "two"));
        await Ledger().ConfirmAsync(Finding(), "one", told: 0);
        clock.Now += Window;
        Assert.Equal(1, (await Ledger().TakeAsync(Finding(), "three"))!.Count);
    }

    [Fact]
    public async Task A_retry_of_the_same_event_may_tell_what_it_did_not_confirm()
    {
        await Ledger().TakeAsync(Finding(), "one");
        Assert.NotNull(await Ledger().TakeAsync(Finding(), "one"));
        await Ledger().ConfirmAsync(Finding(), "one", told: 0);
        Assert.Null(await Ledger().TakeAsync(Finding(), "one"));
    }

    [Fact]
    public async Task An_invocation_that_died_is_replaced_after_a_quarter_of_an_hour()
    {
        await Ledger().TakeAsync(Finding(), "one");
        clock.Now += TimeSpan.FromMinutes(14);
        Assert.Null(await Ledger().TakeAsync(Finding(), "two"));
        clock.Now += TimeSpan.FromMinutes(1);
        Assert.NotNull(await Ledger().TakeAsync(Finding(), "two"));
    }

    [Fact]
    public async Task What_is_released_may_be_told_at_once_and_keeps_its_count()
    {
        await Ledger().TakeAsync(Finding(), "one");
        await Ledger().TakeAsync(Finding(), "two");
        await Ledger().ReleaseAsync(Finding());
        Assert.Equal(1, (await Ledger().TakeAsync(Finding(), "three"))!.Count);
        await Ledger().TakeAsync(Finding(), "four");
        await Ledger().ConfirmAsync(Finding(), "three", told: 1);
        clock.Now += Window;
        Assert.Equal(1, (await Ledger().TakeAsync(Finding(), "five"))!.Count);
    }

    [Fact]
    public async Task Many_at_the_same_time_are_all_counted()
    {
        await Ledger().TakeAsync(Finding(), "one");
        await Ledger().ConfirmAsync(Finding(), "one", told: 0);
        await Parallel.ForAsync(0, 5, async (number, _) => Assert.Null(await Ledger().TakeAsync(Finding(), $"other{number}")));
        clock.Now += Window;
        Assert.Equal(5, (await Ledger().TakeAsync(Finding(), "next"))!.Count);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private DenialLedger Ledger() => new(new FolderStore(folder.FullName, TimeProvider.System), Window, clock);

    private static Finding Finding()
    {
        var draft = new FindingDraft { Subject = new FindingSubject("principal", "AROA1", "arn"), Matter = "a", Severity = Severity.Low, Title = "t", Explanation = "e", Actions = ["a"] };
        return new Finding { Id = "BCA701-1", Rule = "BCA701", Draft = draft, Principals = [], Evidence = [], Blockers = [], EvidenceHash = "" };
    }

    private sealed class MovableClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 6, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
