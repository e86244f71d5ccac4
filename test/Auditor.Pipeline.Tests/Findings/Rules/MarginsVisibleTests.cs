namespace Auditor.Pipeline.Findings.Rules;

public sealed class MarginsVisibleTests
{
    private const string Rule = "BCA202";
    private const string Ops = "arn:aws:iam::*:role/ops";

    [Theory]
    [InlineData("billingconductor:ListBillingGroupCostReports")]
    [InlineData("billingconductor:GetBillingGroupCostReport")]
    [InlineData("billingconductor:*Report*")]
    public void Report_action_that_no_profile_permits_is_reported(string pattern)
    {
        var finding = new Estate().Role(
            "ops", role => role.Id("AROAOPS").Allow(pattern)).Assign(Ops, "abc-config-viewer").Audit().Only(Rule);

        Assert.Equal("margins", finding.Draft.Matter);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(("policy", "AROAOPSown"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void Principal_without_profile_is_reported() => Assert.Single(
        new Estate().Role("ops", role => role.Allow("billingconductor:GetBillingGroupCostReport")).Configured().Audit().Of(Rule));

    [Fact]
    public void Profile_that_permits_it_ends_it() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "chargeback-analyst").Audit().Of(Rule));

    [Fact]
    public void Own_profile_may_permit_it() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:GetBillingGroupCostReport")).Configure("""
            "profiles": { "mine": { "permits": ["billingconductor:*CostReport*"] } }
            """).Assign(Ops, "mine").Audit().Of(Rule));

    [Fact]
    public void Other_actions_are_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:ListBillingGroups", "ce:*")).Configured().Audit().Of(Rule));

    [Fact]
    public void Policy_with_several_holders_is_one_finding()
    {
        var finding = new Estate().ManagedPolicy("reports", Reports())
            .Role("a", role => role.Attach(Estate.PolicyArn("reports"))).Role("b", role => role.Attach(Estate.PolicyArn("reports")))
            .Group("g", group => group.Attach(Estate.PolicyArn("reports"))).User("u", user => user.In("g"))
            .Configured().Audit().Only(Rule);

        Assert.Equal(Estate.PolicyArn("reports"), finding.Draft.Subject.Key);
        Assert.Equal(["a", "b", "u"], finding.Names());
    }

    [Fact]
    public void Aws_managed_policy_is_its_own_subject()
    {
        const string arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        var finding = new Estate().AwsPolicy("ReadOnlyAccess", Policy.Allow("billingconductor:List*", "s3:Get*"))
            .Role("ops", role => role.Attach(arn)).Configured().Audit().Only(Rule);

        Assert.Equal(arn, finding.Draft.Subject.Key);
    }

    [Fact]
    public void Each_granting_policy_is_a_finding() => Assert.Equal(2,
        new Estate().Role("ops", role => role.Inline("one", Policy.Allow("billingconductor:ListBillingGroupCostReports"))
            .Inline("two", Policy.Allow("billingconductor:GetBillingGroupCostReport"))).Configured().Audit().Of(Rule).Length);

    [Fact]
    public void Same_statement_in_two_policies_is_the_organizations_matter()
    {
        var finding = new Estate().Role("a", role => role.Inline("one", Reports())).Role("b", role => role.Inline("two", Reports()))
            .Configured().Audit().Only(Rule);

        Assert.Equal(("organization", EstateOrganization.Id), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["a", "b"], finding.Names());
    }

    [Fact]
    public void Same_statement_with_each_accounts_own_id_is_one_cause()
    {
        var finding = new Estate()
            .Role("a", role => role.Inline("one", OwnGroups(Estate.Payer)))
            .Role("b", role => role.Inline("one", OwnGroups(Estate.Member)), Estate.Member)
            .Configured().Audit().Only(Rule);

        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Equal(["a"], finding.Names());
    }

    [Fact]
    public void Policy_whose_grant_is_denied_elsewhere_does_not_grant()
    {
        var finding = new Estate().Inventory(("billinggroup", "aaaa"), ("billinggroup", "bbbb"))
            .Role("ops", role => role
                .Inline("useless", Report("aaaa"))
                .Inline("useful", Report("bbbb"))
                .Inline("deny", Policy.Of(PolicyStatement.Deny("billingconductor:*").On(Estate.Resource("billinggroup", "aaaa")))))
            .Configured().Audit().Only(Rule);

        Assert.EndsWith("useful", finding.Draft.Subject.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditional_access_counts() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:GetBillingGroupCostReport").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Configured().Audit().Of(Rule));

    [Fact]
    public void Denied_access_does_not_count() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:List*"), PolicyStatement.Deny(
                "billingconductor:*CostReport*")))).Configured().Audit().Of(Rule));

    [Fact]
    public void Member_accounts_do_not_count() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Reports()), Estate.Member).Configured().Audit().Of(Rule));

    [Fact]
    public void Administrators_are_exempt() =>
        Assert.Empty(new Estate().Role("ops", role => role.Allow("*")).Configured().Audit().Of(Rule));

    [Fact]
    public void Service_linked_role_is_exempt() => Assert.Empty(
        new Estate().ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Inline("own", Reports())).Configured().Audit().Of(Rule));

    [Fact]
    public void Role_that_only_bears_the_name_of_a_service_linked_one_is_not_exempt() => Assert.Single(
        new Estate().Role("AWSServiceRoleForBillingConductor", role => role.Inline("own", Reports())).Configured().Audit().Of(Rule));

    [Fact]
    public void Nothing_is_reported_without_a_configuration() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Reports())).Audit().Of(Rule));

    [Fact]
    public void Inline_policy_of_a_permission_set_has_the_set_as_its_subject()
    {
        var finding = new Estate().PermissionSet(
            "FinOps", role => role.Inline("AwsSSOInlinePolicy", Reports())).Configured().Audit().Only(Rule);

        Assert.Equal("sso:FinOpsAwsSSOInlinePolicy", finding.Draft.Subject.Key);
    }

    private static Policy Reports() =>
        Policy.Allow("billingconductor:GetBillingGroupCostReport", "billingconductor:ListBillingGroupCostReports");

    private static Policy Report(string group) =>
        Policy.Of(PolicyStatement.Allow("billingconductor:GetBillingGroupCostReport").On(Estate.Resource("billinggroup", group)));

    private static Policy OwnGroups(string account) =>
        Policy.Of(PolicyStatement.Allow("billingconductor:GetBillingGroupCostReport").On(Estate.Resource("billinggroup", "*", account)));
}
