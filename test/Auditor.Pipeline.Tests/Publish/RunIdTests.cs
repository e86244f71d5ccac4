using System.Text;
using Auditor.Pipeline.Publish;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class RunIdTests
{
    private static readonly DateTimeOffset Moment = new(2026, 11, 24, 9, 30, 0, TimeSpan.FromHours(1));

    [Fact]
    public void It_is_the_moment_in_utc_and_the_beginning_of_the_hash() =>
        // printf '{}' | sha256sum
        Assert.Equal("20261124T083000Z-44136fa355b3", RunId.Of(Moment, "{}"u8));

    [Fact]
    public void The_same_report_has_the_same_name_and_another_one_has_not()
    {
        Assert.Equal(RunId.Of(Moment, "{}"u8), RunId.Of(Moment.ToUniversalTime(), Encoding.UTF8.GetBytes("{}")));
        Assert.NotEqual(RunId.Of(Moment, "{}"u8), RunId.Of(Moment, "{ }"u8));
        Assert.NotEqual(RunId.Of(Moment, "{}"u8), RunId.Of(Moment.AddSeconds(1), "{}"u8));
    }
}
