using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Lifecycle;

public sealed class OtherOrganizationTests
{
    private static readonly RunMemory Left = new() { GeneratedAt = new DateTimeOffset(2026, 1, 2, 6, 0, 0, TimeSpan.Zero), OrganizationId = "o-1" };
    private readonly MemoryStore store = new();

    [Fact]
    public async Task What_another_organizations_run_left_is_set_aside_named_and_replaced()
    {
        await (await OpenAsync()).SaveAsync(Left, default);
        var content = store["state.json"];
        var own = await OpenAsync();
        Assert.True(own.IsOfLaterRun(Left.GeneratedAt.AddDays(-1), Left.GeneratedAt.AddDays(1)));
        await own.KeepToAsync("o-2", default);
        Assert.Null(own.Memory);
        Assert.False(own.IsOfLaterRun(Left.GeneratedAt.AddDays(-1), Left.GeneratedAt.AddDays(1)));
        var aside = Assert.Single(store.Keys, key => key != "state.json");
        Assert.StartsWith("state.set-aside-", aside, StringComparison.Ordinal);
        Assert.Equal(
            $"the state `memory:state.json` is of the organization `o-1`, and this run is about `o-2`; it is kept as `memory:{aside}`, and every finding counts as new: give each organization a state of its own",
            own.Problem);
        Assert.Equal((content, content), (store[aside], store["state.json"]));
        Assert.Null(await own.SaveAsync(Left with { OrganizationId = "o-2" }, default));
        var next = await OpenAsync();
        await next.KeepToAsync("o-2", default);
        Assert.Equal(("o-2", null), (next.Memory?.OrganizationId, next.Problem));
    }

    [Theory]
    [InlineData("o-1", "o-1")]
    [InlineData("o-1", null)]
    [InlineData(null, "o-2")]
    public async Task What_may_be_the_own_organizations_is_used(string? left, string? now)
    {
        await (await OpenAsync()).SaveAsync(Left with { OrganizationId = left }, default);
        var own = await OpenAsync();
        await own.KeepToAsync(now, default);
        Assert.Equal((Left.GeneratedAt, null), (own.Memory?.GeneratedAt, own.Problem));
        Assert.Single(store.Keys);
    }

    [Fact]
    public async Task What_cannot_be_used_at_all_keeps_its_own_reason()
    {
        store["state.json"] = "{";
        var own = await OpenAsync();
        var problem = own.Problem;
        await own.KeepToAsync("o-2", default);
        Assert.NotNull(problem);
        Assert.Equal((null, problem), (own.Memory, own.Problem));
    }

    private Task<KeptMemory> OpenAsync() => KeptMemory.OpenAsync(store, KeptMemory.DefaultKey, default);
}
