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
    public void Matches_what_one_of_the_patterns_matches(string action, bool expected) => Assert.Equal(expected, Patterns.Matches(action));
}
