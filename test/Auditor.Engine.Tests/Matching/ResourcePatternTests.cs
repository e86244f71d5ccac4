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
    public void Fold_leaves_the_resource_part_alone(string resource, string expected) =>
        Assert.Equal(expected, ResourcePattern.Fold(resource));

    [Fact]
    public void HasVariables_is_false_where_the_version_knows_none() =>
        Assert.False(ResourcePattern.Parse("arn:aws:s3:::${aws:username}", PolicyType.IdentityBased, variables: false).HasVariables);
}
