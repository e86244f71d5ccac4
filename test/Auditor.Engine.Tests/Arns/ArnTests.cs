namespace Auditor.Engine.Arns;

public sealed class ArnTests
{
    [Theory]
    [InlineData("arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef")]
    [InlineData("arn:aws-cn:logs:cn-north-1:111122223333:log-group:x:*")]
    [InlineData("arn:::::")]
    public void TryParse_and_ToString_are_inverse(string text)
    {
        Assert.True(Arn.TryParse(text, out var arn));
        Assert.Equal(text, arn.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("arn:aws:iam::111122223333")]
    [InlineData("ARN:aws:iam::111122223333:role/x")]
    [InlineData("aws:arn:iam::111122223333:role/x")]
    public void TryParse_refuses_what_has_fewer_parts_or_another_start(string? text) => Assert.False(Arn.TryParse(text, out _));

    [Fact]
    public void Resource_keeps_its_colons()
    {
        Assert.True(Arn.TryParse("arn:aws:logs:us-east-1:1:log-group:x:*", out var arn));
        Assert.Equal(
            ("aws", "logs", "us-east-1", "1", "log-group:x:*"), (arn.Partition, arn.Service, arn.Region, arn.Account, arn.Resource));
    }

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x", "role/x")]
    [InlineData("arn:aws:iam::111122223333:a:b", "a:b")]
    [InlineData("arn:aws:s3:::bucket", "")]
    [InlineData("arn:aws:iam::111122223333", "")]
    [InlineData("urn:aws:iam::111122223333:role/x", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void ResourceOf_is_the_sixth_part_of_the_services_own_or_nothing(string? text, string resource) => Assert.Equal(resource, Arn.ResourceOf(text, "iam").ToString());

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/x", "111122223333")]
    [InlineData("arn:aws:logs:us-east-1:1:log-group:x:*", "1")]
    [InlineData("arn:aws:s3:::bucket", "")]
    [InlineData("arn:aws:iam::111122223333", "")]
    [InlineData("urn:aws:iam::111122223333:role/x", "")]
    [InlineData("*", "")]
    public void AccountOf_is_the_fifth_part_or_nothing(string text, string account) => Assert.Equal(account, Arn.AccountOf(text).ToString());

    [Fact]
    public void Frequent_parts_are_not_made_anew()
    {
        Assert.True(Arn.TryParse("arn:aws:sts::111122223333:assumed-role/x/y", out var left));
        Assert.True(Arn.TryParse("arn:aws:sts::444455556666:assumed-role/x/y", out var right));

        Assert.Same(left.Partition, right.Partition);
        Assert.Same(left.Service, right.Service);
        Assert.NotEqual(left.Account, right.Account);
    }
}
