namespace Auditor.Engine.Matching;

public sealed class ActionPatternSetTests
{
    private static readonly ActionPatternSet Patterns = new([.. new[] { "billing:Get*", "billing:ListViews", "s3", "s?s:Send*", ":odd" }.Select(ActionPattern.Parse)]);

    [Theory]
    [InlineData("billing:getbillingdata", true)]
    [InlineData("billing:listviews", true)]
    [InlineData("billing:updateview", false)]
    [InlineData("billing", false)]
    [InlineData("s3", true)]
    [InlineData("s3:getobject", false)]
    [InlineData("sqs:sendmessage", true)]
    [InlineData("sqs:receivemessage", false)]
    [InlineData(":odd", true)]
    [InlineData("ce:getcostandusage", false)]
    public void Matches_what_one_of_the_patterns_matches(string action, bool expected) => Assert.Equal(expected, Matches(Patterns, action));

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(40)]
    public void Every_service_is_found_whatever_their_number(int services)
    {
        // Only every second service is named, from the last to the first.
        var patterns = new ActionPatternSet([.. Enumerable.Range(0, services).Reverse().Select(index => ActionPattern.Parse($"S{2 * index:D3}:Get*"))]);
        Assert.All(Enumerable.Range(0, 2 * services), index => Assert.Equal(index % 2 == 0, Matches(patterns, $"s{index:D3}:getit")));
        Assert.False(Matches(patterns, "s00:getit"));
        Assert.False(Matches(patterns, "s0000:getit"));
    }

    private static bool Matches(ActionPatternSet patterns, string action) => patterns.Matches(action, ActionPatternSet.ServiceLength(action));
}
