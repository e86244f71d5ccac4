using Auditor.Engine.Policies;

namespace Auditor.Engine.Matching;

public sealed class ResourcePatternTests
{
    private static readonly Glob BillingGroups = Glob.Parse("arn:aws:billingconductor::111122223333:billinggroup/*");

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:aws:billingconductor::111122223333:billinggroup/abc", true)]
    [InlineData("arn:aws:billingconductor::*:*", true)]
    [InlineData("arn:aws:billingconductor::111122223333:billinggroup/${aws:username}", true)]
    [InlineData("arn:aws:billingconductor::111122223333:*/${aws:username}", true)]
    [InlineData("arn:aws:billingconductor::111122223333:pricingplan/*", false)]
    [InlineData("arn:aws:billingconductor::111122223333:pricingplan/${aws:username}", false)]
    [InlineData("arn:aws:billingconductor:us-east-1:111122223333:billinggroup/*", false)]
    [InlineData("arn:aws:budgets::*:*", false)]
    public void CouldMatch_opens_variables(string pattern, bool expected) =>
        Assert.Equal(expected, ResourcePattern.Parse(pattern, PolicyType.IdentityBased, variables: true).CouldMatch(BillingGroups));

    [Theory]
    [InlineData("ARN:AWS:S3:::Bucket/Key", "arn:aws:s3:::Bucket/Key")]
    [InlineData("arn:aws:iam::1:role/X:Y", "arn:aws:iam::1:role/X:Y")]
    [InlineData("*", "*")]
    [InlineData("No:ARN", "no:arn")]
    [InlineData("A:B:C:D:E:F:G", "a:b:c:d:e:F:G")]
    [InlineData(":A:B:C:D:E", ":a:b:c:d:E")]
    [InlineData("A:B:C:D:E:", "a:b:c:d:e:")]
    public void Fold_leaves_the_resource_part_alone(string resource, string expected) =>
        Assert.Equal(expected, ResourcePattern.Fold(resource));

    [Theory]
    [InlineData("arn:aws:s3:::b*c", "arn:aws:s3:::b:x:c", true)]
    [InlineData("arn:aws:s*3:::c", "arn:aws:s:3:::c", false)]
    public void In_the_sixth_part_a_wildcard_crosses_colons_and_before_it_none(string pattern, string resource, bool expected) =>
        Assert.Equal(expected, ResourcePattern.Parse(pattern, PolicyType.IdentityBased, variables: true).MatchesFixed(ResourcePattern.Fold(resource)));

    [Theory]
    [InlineData("arn:aws:s3:us-east-1:111122223333:bucket", false)]
    [InlineData("arn:aws:s3:${aws:region}:111122223333:bucket", true)]
    public void Before_the_sixth_part_a_variable_is_text(string resource, bool expected)
    {
        var pattern = ResourcePattern.Parse("arn:aws:s3:${aws:region}:111122223333:bucket", PolicyType.IdentityBased, variables: true);
        Assert.False(pattern.HasVariables);
        Assert.Equal(expected, pattern.MatchesFixed(ResourcePattern.Fold(resource)));
    }

    [Theory]
    [InlineData("_", "\u007f")]
    [InlineData("@", "`")]
    public void Only_letters_lose_their_case(string one, string other) =>
        Assert.False(ResourcePattern.Parse($"arn:aws:A{one}:::x", PolicyType.IdentityBased, variables: true).MatchesFixed(ResourcePattern.Fold($"arn:aws:A{other}:::x")));

    [Fact]
    public void HasVariables_is_false_where_the_version_knows_none() =>
        Assert.False(ResourcePattern.Parse("arn:aws:s3:::${aws:username}", PolicyType.IdentityBased, variables: false).HasVariables);

    [Theory]
    [InlineData("*", "anything", true)]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/key", true)]
    [InlineData("arn:aws:s3:::bucket/*", "arn:aws:s3:::other/key", false)]
    [InlineData("ARN:AWS:S3:::Bucket", "arn:aws:s3:::Bucket", true)]
    [InlineData("No:ARN", "no:arn", true)]
    [InlineData("arn:aws:s3", "arn:aws:s3", false)]
    [InlineData("arn:aws:s*", "arn:aws:s3:::bucket", true)]
    [InlineData("arn:aws:s3:::${aws:username}", "arn:aws:s3:::${aws:username}", false)]
    public void MatchesFixed_is_about_patterns_without_variables(string pattern, string resource, bool expected) =>
        Assert.Equal(expected, ResourcePattern.Parse(pattern, PolicyType.ServiceControlPolicy, variables: true).MatchesFixed(resource));

    [Theory]
    [InlineData("*", true)]
    [InlineData("arn:*", true)]
    [InlineData("arn:aws:*:abc", false)]
    [InlineData("arn:aws:billingconductor", false)]
    public void CouldMatch_is_false_of_an_incomplete_ARN_where_none_is_completed(string pattern, bool expected) =>
        Assert.Equal(expected, ResourcePattern.Parse(pattern, PolicyType.ServiceControlPolicy, variables: true).CouldMatch(BillingGroups));

    [Fact]
    public void CouldMatch_completes_ARNs_of_identity_based_policies() =>
        Assert.True(ResourcePattern.Parse("arn:aws:billingconductor", PolicyType.IdentityBased, variables: true).CouldMatch(BillingGroups));
}
