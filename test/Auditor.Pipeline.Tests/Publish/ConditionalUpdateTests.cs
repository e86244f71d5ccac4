using System.Text;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class ConditionalUpdateTests
{
    private readonly MemoryStore store = new();

    [Fact]
    public async Task A_document_that_is_not_there_is_created()
    {
        Assert.True(await AppendAsync("a"));
        Assert.Equal("a", store["log"]);
    }

    [Fact]
    public async Task A_document_that_is_there_is_changed()
    {
        store["log"] = "a";
        Assert.True(await AppendAsync("b"));
        Assert.Equal("ab", store["log"]);
    }

    [Fact]
    public async Task Nothing_is_written_where_no_change_is_wanted()
    {
        store["log"] = "a";
        Assert.False(
            await ConditionalUpdate.RunAsync(
                store, "log", present => present is null ? "new"u8.ToArray() : null, TimeProvider.System, default));
        Assert.Equal(("a", 0), (store["log"], store.Writes));
    }

    [Fact]
    public async Task Whoever_loses_a_race_decides_again_on_what_the_winner_wrote()
    {
        var others = 3;
        store.BeforeWrite = key =>
        {
            if (others-- > 0)
                store[key] = (store.Keys.Contains(key) ? store[key] : "") + "x";
        };
        Assert.True(await AppendAsync("a"));
        Assert.Equal("xxxa", store["log"]);
    }

    [Fact]
    public async Task A_document_that_disappears_meanwhile_is_created_again()
    {
        store["log"] = "a";
        var isFirst = true;
        store.BeforeWrite = key =>
        {
            // The first attempt finds it there, the second one finds it gone.
            if (!isFirst)
                store.Remove(key);
            isFirst = false;
        };
        Assert.True(await AppendAsync("b"));
        Assert.Equal("b", store["log"]);
    }

    [Fact]
    public async Task Losing_every_time_ends_with_a_message()
    {
        var time = new SkippingTime();
        store.BeforeWrite = key => store[key] = "x";
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(
            () => ConditionalUpdate.RunAsync(store, "log", _ => "a"u8.ToArray(), time, default));
        Assert.Contains("`memory:log` is changed by others all the time", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, store.Writes);
        Assert.InRange(time.Waited, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10));
    }

    private Task<bool> AppendAsync(string text) => ConditionalUpdate.RunAsync(
        store,
        "log",
        present => Encoding.UTF8.GetBytes((present is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : "") + text),
        new SkippingTime(),
        default);
}
