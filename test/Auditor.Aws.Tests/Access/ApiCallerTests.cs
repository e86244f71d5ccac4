using System.Diagnostics;
using Auditor.Aws.Access;

namespace Auditor.Aws.Tests.Access;

public sealed class ApiCallerTests
{
    [Fact]
    public async Task Calls_beyond_the_burst_wait_for_their_turn()
    {
        using var caller = new ApiCaller(pace: 10);
        var watch = Stopwatch.StartNew();
        // Two at once, then twenty a second.
        await CallAsync(caller, 8);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.25, 10);
        Assert.Equal(8, caller.Counts["organizations:DescribePolicy"]);
    }

    [Theory]
    [InlineData(600)]
    [InlineData(1_000)]
    [InlineData(100_000)]
    public async Task A_pace_that_needs_several_tokens_a_moment_gets_them(double pace)
    {
        using var caller = new ApiCaller(pace);
        var watch = Stopwatch.StartNew();
        await CallAsync(caller, 200);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
    }

    private static Task<int[]> CallAsync(ApiCaller caller, int calls) => Task.WhenAll(Enumerable.Range(0, calls).Select(_ =>
        caller.CallAsync(ApiOperation.DescribePolicy, null, _ => Task.FromResult(0), CancellationToken.None)));
}
