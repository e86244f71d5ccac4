using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Findings.Rules;

public sealed class StaleCopyOfManagedPolicyTests
{
    private const string Rule = "BCA405";
    private const string FullAccess = "arn:aws:iam::aws:policy/AWSBillingConductorFullAccess";

    private static readonly string[] SecondFullAccess =
    [
        "billingconductor:*", "organizations:ListAccounts", "organizations:ListRoots", "organizations:ListOrganizationalUnitsForParent", "organizations:ListChildren",
        "organizations:DescribeAccount", "pricing:DescribeServices", "pricing:GetAttributeValues", "pricing:GetProducts",
    ];

    private static readonly string[] NewestFullAccess = [.. SecondFullAccess, "organizations:DescribeResponsibilityTransfer", "organizations:ListInboundResponsibilityTransfers"];

    [Fact]
    public void Copy_of_an_old_version_is_reported()
    {
        var finding = Held(SecondFullAccess).Audit().Only(Rule);

        Assert.Equal((FullAccess, Severity.Low), (finding.Draft.Matter, finding.Severity));
        Assert.Equal(("policy", Estate.PolicyArn("mine")), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["ops"], finding.Names());
        Assert.Equal(["organizations:DescribeResponsibilityTransfer", "organizations:ListInboundResponsibilityTransfers"], finding.Draft.Actions);
        Assert.Equal(
            "mine allows what version v2 of the AWS managed policy AWSBillingConductorFullAccess of 2025-09-18 allowed. "
            + "Version v7 also allows organizations:DescribeResponsibilityTransfer, organizations:ListInboundResponsibilityTransfers.",
            finding.Draft.Explanation);
        Assert.Equal(Estate.PolicyArn("mine"), Assert.Single(finding.Evidence).Policy);
    }

    [Fact]
    public void Case_order_and_statements_do_not_matter() => Assert.NotEmpty(new Estate().ManagedPolicy("mine", Policy.Of(
        PolicyStatement.Allow([.. SecondFullAccess.Reverse().Take(4).Select(pattern => pattern.ToUpperInvariant())]),
        PolicyStatement.Allow([.. SecondFullAccess.Take(6)]).On("arn:aws:billingconductor::111122223333:*"))).Audit().Of(Rule));

    [Fact]
    public void Newest_version_is_not_reported() => Assert.Empty(Held(NewestFullAccess).Audit().Of(Rule));

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void An_older_version_may_be_like_todays(int fewer, bool isReported) =>
        Assert.Equal(isReported, Held([.. NewestFullAccess.Where(pattern => !pattern.StartsWith("pricing:", StringComparison.Ordinal)), .. NewestFullAccess.Where(pattern => pattern.StartsWith("pricing:", StringComparison.Ordinal)).Skip(fewer)]).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Two_patterns_more_are_still_a_copy(int more, bool isReported) => Assert.Equal(isReported, Held(
        [.. SecondFullAccess, .. new[] { "billingconductor:Get*", "billingconductor:List*", "billingconductor:Tag*" }.Take(more)]).Audit().Of(Rule).Length == 1);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Two_patterns_fewer_are_still_a_copy(int fewer, bool isReported) => Assert.Equal(isReported, Held(SecondFullAccess[..^fewer]).Audit().Of(Rule).Length == 1);

    [Fact]
    public void One_pattern_for_another_is_told_as_the_difference() => Assert.Contains(
        "allowed, and pricing:listpricelists but not pricing:getproducts. ",
        Held([.. SecondFullAccess[..^1], "pricing:ListPriceLists"]).Audit().Only(Rule).Draft.Explanation,
        StringComparison.Ordinal);

    [Fact]
    public void Copy_that_allows_more_actions_than_the_newest_version_is_not_reported() => Assert.Empty(Held([.. SecondFullAccess, "s3:*"]).Audit().Of(Rule));

    [Theory]
    [InlineData("billingconductor:*")]
    [InlineData("organizations:ListAccounts")]
    [InlineData("billingconductor:List*", "s3:ListAllMyBuckets", "ce:GetCostAndUsage")]
    public void Policy_that_shares_less_than_it_differs_in_is_not_reported(params string[] actions) => Assert.Empty(Held(actions).Audit().Of(Rule));

    [Fact]
    public void AWS_managed_policy_itself_is_not_reported() => Assert.Empty(new Estate().AwsPolicy("AWSBillingConductorFullAccess", Policy.Allow(SecondFullAccess))
        .Role("ops", role => role.Attach(FullAccess)).Audit().Of(Rule));

    [Fact]
    public void Policy_with_NotAction_or_an_error_is_not_reported()
    {
        Assert.Empty(Held(Policy.Of(PolicyStatement.Allow(SecondFullAccess), PolicyStatement.AllowAllBut("*"))).Audit().Of(Rule));
        Assert.Empty(Held(Policy.Json("""{ "Statement": [ { "Effect": "Allow", "Action": ["billingconductor:*", "organizations:ListAccounts", "pricing:DescribeServices"], "Resource": "*" }, { "Effect": "Maybe" } ] }""")).Audit().Of(Rule));
    }

    [Fact]
    public void Denials_do_not_matter() => Assert.NotEmpty(Held(Policy.Of(PolicyStatement.Allow(SecondFullAccess), PolicyStatement.Deny("s3:*"))).Audit().Of(Rule));

    [Fact]
    public void Inline_policy_and_policy_that_nobody_holds_count_too()
    {
        Assert.Equal(["ops"], new Estate().Role("ops", role => role.Allow(SecondFullAccess)).Audit().Only(Rule).Names());
        Assert.Empty(new Estate().ManagedPolicy("mine", Policy.Allow(SecondFullAccess)).Audit().Only(Rule).Names());
    }

    [Fact]
    public void Same_copy_in_several_accounts_is_one_finding() => Assert.Equal("organization", new Estate().ManagedPolicy("mine", Policy.Allow(SecondFullAccess))
        .ManagedPolicy("mine", Policy.Allow(SecondFullAccess), Estate.Member).Audit().Only(Rule).Draft.Subject.Kind);

    /// <summary>Every version but those with the text of the newest is found again as a copy of its own policy or of a later version with the same text.</summary>
    [Fact]
    public void Every_old_version_is_recognized() => Assert.All(
        ManagedPolicyHistory.All.SelectMany(policy => policy.Versions.Where(version => version.Patterns.Count > 1 && !version.Patterns.SetEquals(policy.Newest.Patterns)).Select(version => (policy, version))),
        pair =>
        {
            var copies = Held([.. pair.version.Patterns.Order(StringComparer.Ordinal)]).Audit().Of(Rule);
            Assert.True(copies.Length == 1 == AllowsLess(pair.version, pair.policy.Newest), $"{pair.policy.Name} {pair.version.Id}");
        });

    private static bool AllowsLess(ManagedPolicyVersion older, ManagedPolicyVersion newer) => Count(older) < Count(newer);

    private static int Count(ManagedPolicyVersion version) => version.Patterns.SelectMany(ActionNames.Matching).Distinct(StringComparer.Ordinal).Count();

    private static Estate Held(params string[] actions) => Held(Policy.Allow(actions));

    private static Estate Held(Policy document) => new Estate().ManagedPolicy("mine", document).Role("ops", role => role.Attach(Estate.PolicyArn("mine")));
}
