namespace Auditor.Pipeline.Expect;

public sealed class ArnPatternTests
{
    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x", "arn:aws:iam::111122223333:role/x")]
    [InlineData("arn:aws:iam::*:role/finops/*", "arn:aws:iam::111122223333:role/finops/a/b/c")]
    [InlineData(
        "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_FinOps_0123456789abcdef")]
    [InlineData("arn:aws:iam::*:role/fin*", "arn:aws:iam::111122223333:role/finops:odd")]
    [InlineData("arn:aws:iam::1111????3333:user/j?ne", "arn:aws:iam::111122223333:user/jane")]
    [InlineData("arn:*:iam::*:*", "arn:aws-cn:iam::111122223333:user/jane")]
    [InlineData("arn:aws:*:*:*:*", "arn:aws:iam::111122223333:user/jane")]
    public void Matches_covers_the_arn(string pattern, string arn) => Assert.True(Parse(pattern).Matches(arn));

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x", "arn:aws:iam::111122223333:role/X")]
    [InlineData("arn:aws:iam::*:role/finops/*", "arn:aws:iam::111122223333:role/FinOps/a")]
    [InlineData("arn:aws:iam::*:role/finops/*", "arn:aws:iam::111122223333:role/finops")]
    [InlineData("arn:aws:iam::*:role/x", "arn:aws:iam::1:1:role/x")]
    [InlineData("arn:a*:iam::111122223333:role/x", "arn:aws:iam::444455556666:role/x")]
    [InlineData("arn:*::111122223333:role/x", "arn:aws:iam::111122223333:role/x", false)]
    [InlineData("arn:aws:iam::*:*", "arn:aws:iam::111122223333")]
    [InlineData("arn:aws:iam::*:*", "")]
    [InlineData("ARN:aws:iam::*:*", "arn:aws:iam::111122223333:role/x", false)]
    public void Matches_leaves_the_arn_out(string pattern, string arn, bool isPattern = true)
    {
        Assert.Equal(isPattern, ArnPattern.TryParse(pattern, out var parsed));
        Assert.False(parsed?.Matches(arn) ?? false);
    }

    [Theory]
    [InlineData("arn:aws:iam::*:role/x", true)]
    [InlineData("arn:aws:iam::11112222333?:role/x", true)]
    [InlineData("arn:*:iam::111122223333:role/*", false)]
    public void HasAccountWildcard_looks_at_the_account_alone(string pattern, bool expected) =>
        Assert.Equal(expected, Parse(pattern).HasAccountWildcard);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("arn:*")]
    [InlineData("arn:aws:iam::role/x")]
    [InlineData("arn:aws:iam::aws:policy/x")]
    [InlineData("arn:aws:iam::11112222333a:role/x")]
    public void TryParse_refuses(string? text) => Assert.False(ArnPattern.TryParse(text, out _));

    private static ArnPattern Parse(string text)
    {
        Assert.True(ArnPattern.TryParse(text, out var pattern));
        return pattern!;
    }
}
