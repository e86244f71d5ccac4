using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class KeptMemoryTests
{
    private static readonly RunMemory Memory = new() { GeneratedAt = new DateTimeOffset(2026, 1, 2, 6, 0, 0, TimeSpan.Zero) };
    private readonly MemoryStore store = new();

    [Fact]
    public async Task What_a_run_leaves_the_next_one_finds()
    {
        var first = await OpenAsync();
        Assert.Equal((null, null), (first.Memory, first.Problem));
        Assert.Null(await first.SaveAsync(Memory, default));
        var second = await OpenAsync();
        Assert.Equal(Memory.GeneratedAt, second.Memory!.GeneratedAt);
        Assert.Null(await second.SaveAsync(Memory with { GeneratedAt = Memory.GeneratedAt.AddDays(1) }, default));
        Assert.Equal(Memory.GeneratedAt.AddDays(1), (await OpenAsync()).Memory!.GeneratedAt);
    }

    [Fact]
    public async Task A_state_is_of_a_later_run_unless_its_moment_has_not_come_yet()
    {
        Assert.False((await OpenAsync()).IsOfLaterRun(Memory.GeneratedAt.AddDays(-1), Memory.GeneratedAt.AddDays(1)));
        await (await OpenAsync()).SaveAsync(Memory, default);
        var kept = await OpenAsync();
        Assert.True(kept.IsOfLaterRun(Memory.GeneratedAt.AddDays(-1), Memory.GeneratedAt.AddDays(1)));
        Assert.False(kept.IsOfLaterRun(Memory.GeneratedAt, Memory.GeneratedAt.AddDays(1)));
        // A clock was wrong when it was written: it must not keep every run from leaving one.
        Assert.False(kept.IsOfLaterRun(Memory.GeneratedAt.AddDays(-1), Memory.GeneratedAt.AddHours(-1)));
    }

    [Theory]
    [InlineData("""{"schemaVersion":7,"secrets":"of a newer program"}""", "a newer program has written it")]
    [InlineData("""{"schemaVersion":1,"gen""", "it is no JSON at line 1, column")]
    [InlineData("", "it is no JSON")]
    public async Task What_cannot_be_used_is_set_aside_and_named_before_anything_is_written(string content, string why)
    {
        store["state.json"] = content;
        var kept = await OpenAsync();
        Assert.Null(kept.Memory);
        Assert.Contains(why, kept.Problem, StringComparison.Ordinal);
        var aside = Assert.Single(store.Keys, key => key != "state.json");
        Assert.StartsWith("state.set-aside-", aside, StringComparison.Ordinal);
        Assert.Contains("`memory:" + aside + "`", kept.Problem, StringComparison.Ordinal);
        Assert.Equal((content, content), (store[aside], store["state.json"]));
        Assert.Null(await kept.SaveAsync(Memory, default));
        Assert.Equal(content, store[aside]);
        Assert.NotNull((await OpenAsync()).Memory);
    }

    [Fact]
    public async Task What_somebody_else_has_written_in_between_stays()
    {
        var kept = await OpenAsync();
        store["state.json"] = "another run's";
        Assert.Contains("another run has written", await kept.SaveAsync(Memory, default), StringComparison.Ordinal);
        Assert.Equal("another run's", store["state.json"]);
        kept = await OpenAsync();
        store["state.json"] = "a third one's";
        Assert.NotNull(await kept.SaveAsync(Memory, default));
        Assert.Equal("a third one's", store["state.json"]);
    }

    [Fact]
    public async Task What_this_run_has_written_itself_is_no_other_runs_though_the_answer_was_lost()
    {
        store.LosesAnswer = _ => true;
        var kept = await OpenAsync();
        Assert.Null(await kept.SaveAsync(Memory, default));
        kept = await OpenAsync();
        Assert.Null(await kept.SaveAsync(Memory with { GeneratedAt = Memory.GeneratedAt.AddDays(1) }, default));
        Assert.Equal(Memory.GeneratedAt.AddDays(1), (await OpenAsync()).Memory!.GeneratedAt);
    }

    [Fact]
    public async Task Somebody_who_was_writing_and_did_not_come_to_an_end_has_written_nothing()
    {
        var times = 0;
        store.IsBusy = _ => ++times % 2 == 1;
        Assert.Null(await (await OpenAsync()).SaveAsync(Memory, default));
        Assert.Null(await (await OpenAsync()).SaveAsync(Memory with { GeneratedAt = Memory.GeneratedAt.AddDays(1) }, default));
        Assert.Equal(Memory.GeneratedAt.AddDays(1), (await OpenAsync()).Memory!.GeneratedAt);
    }

    private Task<KeptMemory> OpenAsync() => KeptMemory.OpenAsync(store, KeptMemory.DefaultKey, default);
}
