namespace Auditor.Pipeline.Findings.Rules;

public sealed class AccessWithoutProfileTests
{
    private const string Rule = "BCA204";
    private const string PowerUser = "arn:aws:iam::aws:policy/PowerUserAccess";

    [Fact]
    public void Principal_without_profile_that_holds_an_action_is_reported()
    {
        var finding = new Estate().Role(
            "ops", role => role.Id("AROAOPS").Allow("billingconductor:listpricingplans", "billingconductor:ListBillingGroups"))
            .Configured().Audit().Only(Rule);

        Assert.Equal("billingconductor:ListBillingGroups,billingconductor:ListPricingPlans", finding.Draft.Matter);
        Assert.Equal(("policy", "AROAOPSown"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("billingconductor:ListBillingGroups")]
    [InlineData("billingconductor:DeleteBillingGroup")]
    public void Severity_is_always_medium(string action) => Assert.Equal(Severity.Medium,
        new Estate().Role("ops", role => role.Allow(action)).Configured().Audit().Only(Rule).Severity);

    [Fact]
    public void Nothing_is_reported_without_a_configuration() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Any_profile_ends_it_even_one_that_permits_less() => Assert.Empty(
        new Estate().Role(
            "ops", role => role.Allow("billingconductor:*")).Assign("arn:aws:iam::*:role/ops", "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Profile_by_tag_ends_it() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:List*").Tag("job", "abc-viewer"))
            .AssignByTag("job", "abc-viewer").Audit().Of(Rule));

    [Theory]
    [InlineData("billingconductor:ListBillingGroupCostReports")]
    [InlineData("billingconductor:GetBillingGroupCostReport")]
    public void Report_actions_alone_belong_to_another_rule(string action) => Assert.Empty(
        new Estate().Role("ops", role => role.Allow(action)).Configured().Audit().Of(Rule));

    [Fact]
    public void Report_actions_are_not_in_the_matter() => Assert.DoesNotContain("CostReport",
        new Estate().Role(
            "ops", role => role.Allow("billingconductor:*")).Configured().Audit().Only(Rule).Draft.Matter, StringComparison.Ordinal);

    [Fact]
    public void Broad_grant_counts_and_many_holders_are_one_finding()
    {
        var finding = new Estate().AwsPolicy(
            "PowerUserAccess", Policy.Of(PolicyStatement.AllowAllBut("iam:*", "organizations:*", "account:*")))
            .Role("a", role => role.Attach(PowerUser)).Role("b", role => role.Attach(PowerUser)).Configured().Audit().Only(Rule);

        Assert.Equal(PowerUser, finding.Draft.Subject.Key);
        Assert.Equal(["a", "b"], finding.Names());
    }

    [Fact]
    public void Holders_to_whom_the_policy_grants_different_actions_are_told_apart() => Assert.Equal(2,
        new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:List*"))
            .AwsPolicy("PowerUserAccess", Policy.Of(PolicyStatement.AllowAllBut("iam:*")))
            .Role("a", role => role.Attach(PowerUser)).Role(
                "b", role => role.Attach(PowerUser).Boundary("limits")).Configured().Audit().Of(Rule).Length);

    [Fact]
    public void Administrators_are_exempt() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("*")).User(
            "root-like", user => user.Inline("own", Policy.Allow("*:*"))).Configured().Audit().Of(Rule));

    [Fact]
    public void Everything_is_no_administrator_once_the_configuration_names_others() => Assert.Equal(["ops"],
        new Estate().Role("ops", role => role.Allow("*")).Configure("\"administrators\": []").Audit().Only(Rule).Names());

    [Fact]
    public void Service_linked_roles_are_exempt() => Assert.Empty(
        new Estate().ServiceLinkedRole(
            "AWSServiceRoleForConfig", "config", role => role.Allow("billingconductor:List*")).Configured().Audit().Of(Rule));

    [Fact]
    public void Members_are_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member).Configured().Audit().Of(Rule));

    [Fact]
    public void Payer_by_the_configuration_counts_where_the_organization_was_not_read() => Assert.Single(
        new Estate().WithoutOrganization().Role("ops", role => role.Allow("billingconductor:ListBillingGroups"))
            .Configure($"\"managementAccount\": \"{Estate.Payer}\"").Audit().Of(Rule));

    [Fact]
    public void Standalone_account_is_its_own_payer() => Assert.Single(
        new Estate().Standalone().Role("ops", role => role.Allow("billingconductor:ListBillingGroups")).Configured().Audit().Of(Rule));

    [Fact]
    public void Unknown_payer_reports_nobody() => Assert.Empty(
        new Estate().WithoutOrganization().Role("ops", role => role.Allow("billingconductor:*")).Configured().Audit().Of(Rule));

    [Fact]
    public void Service_control_policy_does_not_take_it_away_in_the_payer() => Assert.Single(
        new Estate().Scp("p-deny", Policy.Deny("billingconductor:*"), EstateOrganization.Root)
            .Role("ops", role => role.Allow("billingconductor:ListBillingGroups")).Configured().Audit().Of(Rule));

    [Fact]
    public void Grant_on_resources_that_do_not_exist_yet_counts() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow(
                "billingconductor:DeleteBillingGroup").On(Estate.Resource("billinggroup", "*"))))).Configured().Audit().Of(Rule));

    [Fact]
    public void Grant_that_never_applies_is_not_held() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow(
                "billingconductor:ListBillingGroups").On(Estate.Resource("billinggroup", "*"))))).Configured().Audit().Of(Rule));

    [Fact]
    public void Copies_of_a_broad_policy_in_payer_and_member_are_the_organizations_matter()
    {
        var broad = Policy.Of(PolicyStatement.AllowAllBut("iam:*"));
        var finding = new Estate()
            .ManagedPolicy("power", broad).Role("ops", role => role.Attach(Estate.PolicyArn("power")))
            .ManagedPolicy("power", broad, Estate.Member).Role(
                "ops", role => role.Attach(Estate.PolicyArn("power", Estate.Member)), Estate.Member)
            .Configured().Audit().Only(Rule);

        Assert.Equal("organization", finding.Draft.Subject.Kind);
    }

    [Fact]
    public void Id_survives_another_name_of_the_role() => Assert.Equal(
        new Estate().Role("ops", role => role.Id("AROAOPS").Allow("billingconductor:List*")).Configured().Audit().Only(Rule).Id,
        new Estate().Role("renamed", role => role.Id("AROAOPS").Allow("billingconductor:List*")).Configured().Audit().Only(Rule).Id);
}
