namespace Auditor.Pipeline.Findings.Rules;

public sealed class GrantThatCannotGrantTests
{
    private const string Rule = "BCA403";
    private const string Groups = "arn:aws:billingconductor::111122223333:billinggroup/*";
    private const string Plans = "arn:aws:billingconductor::111122223333:pricingplan/*";
    private const string PricingRules = "arn:aws:billingconductor::111122223333:pricingrule/*";
    private const string LineItems = "arn:aws:billingconductor::111122223333:customlineitem/*";
    private const string Everything = "arn:aws:billingconductor::*:*";

    [Theory]
    [InlineData("billingconductor:ListBillingGroups", Groups)]
    [InlineData("billingconductor:CreatePricingRule", PricingRules)]
    [InlineData("billingconductor:ListBillingGroup*", Groups)] // every match takes * only
    [InlineData("billingconductor:ListPricingPlans", Everything)] // no ARN is *
    public void Action_without_resource_type_needs_the_star(string pattern, string resource)
    {
        var finding = Granting(pattern, resource).Audit().Only(Rule);

        Assert.Equal("star-only " + pattern, finding.Draft.Matter);
        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor:us-east-1:111122223333:billinggroup/*")] // Region
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::111122223333:billing-group/*")] // hyphenated
    [InlineData("billingconductor:UpdateCustomLineItem", "arn:aws:billingconductor::111122223333:custom-line-item/*")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::*:billing-group/*")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor:*:billing-group/*")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::111122223333:group/*")] // unknown type
    [InlineData("billingconductor:UpdateBillingGroup", Plans)] // another type
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billing::111122223333:billingview/*")] // other service
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::222233334444:billinggroup/*")] // neither payer nor own
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor:::billinggroup/*")] // no account
    [InlineData("billingconductor:CreateBillingGroup", Groups)] // the type that it creates
    [InlineData("billingconductor:CreateCustomLineItem", LineItems)]
    [InlineData("billingconductor:CreatePricingPlan", Plans)]
    [InlineData("billingconductor:TagResource", "arn:aws:billingconductor::111122223333:nothing/*")] // none of the optional types
    public void Resource_that_the_action_never_has_is_reported(string pattern, string resource) =>
        Assert.Equal(["resource " + pattern], Granting(pattern, resource).Audit().Matters(Rule));

    [Theory]
    [InlineData("billingconductor:ListBillingGroups", "*")]
    [InlineData("billingconductor:UpdateBillingGroup", "*")]
    [InlineData("billingconductor:UpdateBillingGroup", Groups)]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::111122223333:billinggroup/abcd1234ef")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::*:billinggroup/*")] // wildcard account
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor:*:*:billinggroup/*")] // wildcard Region matches none
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::1111*:*")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:*")]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::111122223333:billinggroup/${aws:PrincipalTag/group}")]
    [InlineData("billingconductor:CreateBillingGroup", Plans)]
    [InlineData("billingconductor:CreateBillingGroup", "arn:aws:billingconductor::aws:pricingplan/*")] // AWS's own plans
    [InlineData("billingconductor:UpdatePricingRule", "arn:aws:billingconductor::aws:pricingrule/*")] // AWS may come to own other types
    [InlineData("billingconductor:CreateCustomLineItem", Groups)]
    [InlineData("billingconductor:AssociatePricingRules", Plans)] // one of two types: the other may stand elsewhere
    [InlineData("billingconductor:AssociatePricingRules", PricingRules)]
    [InlineData("billingconductor:TagResource", LineItems)]
    public void Resource_that_can_be_granted_is_not_reported(string pattern, string resource) =>
        Assert.Empty(Granting(pattern, resource).Audit().Of(Rule));

    [Fact]
    public void Variable_in_the_account_is_literal_there_and_never_matches() => Assert.Single(
        Granting(
            "billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::${aws:PrincipalAccount}:billinggroup/*").Audit().Of(Rule));

    [Theory]
    [InlineData("billingconductor:*")]
    [InlineData("billingconductor:List*")]
    [InlineData("billingconductor:*BillingGroup*")]
    public void Wildcard_is_fine_if_one_of_its_matches_can_be_granted(string pattern) =>
        Assert.Empty(Granting(pattern, Groups, PricingRules).Audit().Of(Rule));

    [Fact]
    public void Wildcard_none_of_whose_matches_can_be_granted_is_reported() =>
        Assert.Equal(["resource billingconductor:Create*"], Granting("billingconductor:Create*", LineItems).Audit().Matters(Rule));

    [Fact]
    public void One_fitting_resource_among_several_is_enough() =>
        Assert.Empty(Granting("billingconductor:CreateBillingGroup", Groups, Plans).Audit().Of(Rule));

    [Fact]
    public void Each_pattern_of_a_statement_is_judged_alone() => Assert.Equal(["star-only billingconductor:ListBillingGroups"],
        Holding(
            PolicyStatement.Allow(
                "billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup").On(Groups)).Audit().Matters(Rule));

    [Fact]
    public void Statement_is_judged_even_if_another_grants_the_action() => Assert.Single(
        Holding(
            PolicyStatement.Allow("billingconductor:ListBillingGroups").On(Groups),
            PolicyStatement.Allow("billingconductor:ListBillingGroups")).Audit().Of(Rule));

    [Fact]
    public void Not_resource_leaves_something_over() => Assert.Empty(
        Holding(
            PolicyStatement.Allow(
                "billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup").OnAllBut(Groups)).Audit().Of(Rule));

    [Fact]
    public void Deny_broad_grants_and_aws_policies_are_not_reported()
    {
        Assert.Empty(Holding(PolicyStatement.Deny("billingconductor:ListBillingGroups").On(Groups)).Audit().Of(Rule));
        Assert.Empty(Granting("billing*", "arn:aws:s3:::bucket").Audit().Of(Rule));
        Assert.Empty(Granting("billingconductor:NoSuchAction", Groups).Audit().Of(Rule));
        Assert.Empty(new Estate().AwsPolicy("X", Policy.Of(PolicyStatement.Allow("billingconductor:ListBillingGroups").On(Groups)))
            .Role("ops", role => role.Attach("arn:aws:iam::aws:policy/X")).Audit().Of(Rule));
    }

    [Fact]
    public void Member_account_may_name_itself_and_the_payer()
    {
        Assert.Empty(InMember(Estate.Resource("billinggroup", "*", Estate.Member)).Audit().Of(Rule));
        Assert.Empty(InMember(Groups).Audit().Of(Rule));
        Assert.Single(InMember(Estate.Resource("billinggroup", "*", Estate.OtherMember)).Audit().Of(Rule));
    }

    [Fact]
    public void Unknown_payer_may_be_any_account() => Assert.Empty(
        Granting(
            "billingconductor:UpdateBillingGroup",
            Estate.Resource("billinggroup", "*", Estate.OtherMember)).WithoutOrganization().Audit().Of(Rule));

    [Theory]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::aws:pricingplan/*", true)]
    [InlineData("billingconductor:UpdateBillingGroup", Plans, true)] // another type
    [InlineData("billingconductor:CreateBillingGroup", Groups, true)] // the type that it creates
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::*:billing-group/*", true)]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor:::billinggroup/*", true)] // no account
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::finance:billinggroup/*", true)] // no account id
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::*:billinggroup/*", false)]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::22223333444?:billinggroup/*", false)]
    [InlineData("billingconductor:UpdateBillingGroup", "arn:aws:billingconductor::1*", false)]
    [InlineData("billingconductor:UpdateBillingGroup", "*", false)]
    [InlineData("billingconductor:UpdatePricingPlan", Plans, false)]
    public void Whoever_the_payer_is_the_type_must_fit(string pattern, string resource, bool isReported) =>
        Assert.Equal(isReported, Granting(pattern, resource).WithoutOrganization().Audit().Of(Rule).Length == 1);

    [Fact]
    public void Same_slip_everywhere_is_one_finding() => Assert.Equal(["ops", "other"],
        Granting("billingconductor:ListBillingGroups", Groups)
            .Role(
                "other",
                role =>
                    role.Inline(
                        "x", Policy.Of(PolicyStatement.Allow("billingconductor:ListBillingGroups").On(Plans)))).Audit().Only(Rule).Names());

    [Theory]
    [InlineData(Plans)]
    [InlineData("arn:aws:billingconductor::1*:pricingplan/*")]
    public void Creator_without_the_plans_of_aws_is_reported_low(string plans)
    {
        var finding = Creating(plans).Audit().Only(Rule);

        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Contains("::aws:pricingplan/", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("*")]
    [InlineData("arn:aws:billingconductor::*:pricingplan/*")]
    [InlineData("arn:aws:billingconductor::aws:pricingplan/*")]
    public void Creator_with_the_plans_of_aws_is_not_reported(string plans) => Assert.Empty(Creating(plans).Audit().Of(Rule));

    [Fact]
    public void Only_who_is_meant_to_create_misses_the_plans_of_aws() => Assert.Empty(
        Granting("billingconductor:CreateBillingGroup", Plans).Assign("arn:aws:iam::*:role/ops", "abc-viewer").Audit().Of(Rule));

    private static Estate Granting(string pattern, params string[] resources) => Holding(PolicyStatement.Allow(pattern).On(resources));

    private static Estate Holding(params PolicyStatement[] statements) =>
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(statements)));

    private static Estate InMember(string resource) => new Estate()
        .Role(
            "ops",
            role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:UpdateBillingGroup").On(resource))),
            Estate.Member);

    private static Estate Creating(string plans) => Holding(
            PolicyStatement.Allow("billingconductor:CreateBillingGroup").On(plans),
            PolicyStatement.Allow("billingconductor:List*", "organizations:ListAccounts"))
        .Configure("""
            "profiles": { "creator": { "tasks": ["create-billing-group"] } }
            """)
        .Assign("arn:aws:iam::*:role/ops", "creator");
}
