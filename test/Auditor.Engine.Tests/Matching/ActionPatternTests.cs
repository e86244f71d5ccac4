namespace Auditor.Engine.Matching;

public sealed class ActionPatternTests
{
    [Theory]
    [InlineData("BillingConductor:List*", "billingconductor")]
    [InlineData("*", "*")]
    [InlineData("s3", "s3")]
    [InlineData(":x", "")]
    [InlineData("a:b:c", "a")]
    public void Prefix_is_the_folded_text_before_the_first_colon(string pattern, string prefix) =>
        Assert.Equal(prefix, ActionPattern.Parse(pattern).Prefix);

    [Theory]
    [InlineData("*", true)]
    [InlineData("*:*", true)]
    [InlineData("**", false)]
    [InlineData("s3:*", false)]
    public void MatchesEverything_is_true_of_the_two_usual_spellings(string pattern, bool expected) =>
        Assert.Equal(expected, ActionPattern.Parse(pattern).MatchesEverything);

    [Theory]
    [InlineData("\u212Ams:*")]
    [InlineData("km\u017F:*")]
    [InlineData("KM\u0130S:*")]
    public void Letters_beyond_ASCII_fold_to_no_ASCII_letter(string pattern) =>
        Assert.False(ActionPattern.Parse(pattern).Matches("kms:decrypt"));

    [Fact]
    public void Text_stays_as_written() => Assert.Equal("S3:GetObject", ActionPattern.Parse("S3:GetObject").ToString());

    [Theory]
    [InlineData("s3:Get*", true)]
    [InlineData("s3:Get?bject", true)]
    [InlineData("s3:GetObject", false)]
    public void HasWildcard_tells_patterns_from_names(string pattern, bool expected) =>
        Assert.Equal(expected, ActionPattern.Parse(pattern).HasWildcard);
}
