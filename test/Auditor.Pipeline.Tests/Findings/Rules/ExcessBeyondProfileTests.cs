namespace Auditor.Pipeline.Findings.Rules;

public sealed class ExcessBeyondProfileTests
{
    private const string Rule = "BCA201";
    private const string Ops = "arn:aws:iam::*:role/ops";

    [Fact]
    public void Action_outside_the_profile_is_reported()
    {
        var finding = Enroller("billingconductor:DeleteBillingGroup", "billingconductor:ListPricingRules").Audit().Only(Rule);

        Assert.Equal("billingconductor:DeleteBillingGroup,billingconductor:ListPricingRules", finding.Draft.Matter);
        Assert.Equal("principal", finding.Draft.Subject.Kind);
        Assert.Equal(["ops"], finding.Names());
        Assert.NotEmpty(finding.Evidence);
    }

    [Theory]
    [InlineData("billingconductor:DeleteBillingGroup", Severity.High)]
    [InlineData("billingconductor:UpdateBillingTransferPreference", Severity.High)]
    [InlineData("billingconductor:TagResource", Severity.Medium)]
    [InlineData("billingconductor:UntagResource", Severity.Medium)]
    [InlineData("billingconductor:ListPricingRules", Severity.Medium)]
    [InlineData("billingconductor:ListCustomLineItems", Severity.Medium)]
    [InlineData("billingconductor:ListCustomLineItemVersions", Severity.Medium)]
    [InlineData("billingconductor:ListPricingPlans", Severity.Low)]
    [InlineData("billingconductor:ListTagsForResource", Severity.Low)]
    public void Severity_is_that_of_the_gravest_action(string action, Severity severity)
    {
        Assert.Equal(severity, Enroller(action).Audit().Only(Rule).Severity);
        Assert.Equal(severity, Enroller(action, "billingconductor:ListResourcesAssociatedToCustomLineItem").Audit().Only(Rule).Severity);
    }

    [Fact]
    public void Exactly_the_profile_is_not_reported() => Assert.Empty(Enroller().Audit().Of(Rule));

    [Fact]
    public void Permitted_extras_are_no_excess() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:ListAccountAssociations", "billingconductor:ListBillingGroups",
                "billingconductor:CreateCustomLineItem", "billingconductor:UpdateCustomLineItem", "billingconductor:DeleteCustomLineItem"))
            .Assign(Ops, "custom-line-item-automation").Audit().Of(Rule));

    [Fact]
    public void Profiles_add_up() => Assert.Empty(
        Enroller("billingconductor:DisassociateAccounts").Configure("""
            "profiles": { "remover": { "tasks": ["remove-accounts"] } }
            """).Assign(Ops, "remover").Audit().Of(Rule));

    [Theory]
    [InlineData("billingconductor:ListBillingGroupCostReports")]
    [InlineData("billingconductor:GetBillingGroupCostReport")]
    public void Report_actions_belong_to_another_rule(string action)
    {
        var report = Enroller(action).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Single(report.Of("BCA202"));
    }

    [Fact]
    public void Related_services_are_never_excess() => Assert.Empty(Enroller("ce:*", "cur:*", "billing:*", "budgets:*").Audit().Of(Rule));

    [Fact]
    public void Conditional_access_is_held_and_so_excess() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:DeletePricingRule").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Unknown_access_is_not_held() => Assert.Empty(
        new Estate().Role(
            "ops", role => role.Inline("own", Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void What_a_boundary_takes_away_is_no_excess() => Assert.Empty(
        new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:List*", "billingconductor:AssociateAccounts"))
            .Role("ops", role => role.Allow("billingconductor:AssociateAccounts", "billingconductor:DeleteBillingGroup").Boundary("limits"))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Broad_grant_is_excess_too() => Assert.Single(
        new Estate().Role(
            "ops",
            role => role.Inline("own", Policy.Of(PolicyStatement.AllowAllBut("iam:*")))).Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Principal_in_a_member_account_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member)
            .Assign(Estate.RoleArn("ops", Estate.Member), "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Principal_without_profile_is_not_reported_here() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:DeleteBillingGroup")).Configured().Audit().Of(Rule));

    [Fact]
    public void Nothing_is_reported_without_a_configuration() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Administrator_by_the_configuration_is_exempt() => Assert.Empty(
        Enroller("billingconductor:*").Configure($"\"administrators\": [\"{Ops}\"]").Audit().Of(Rule));

    [Fact]
    public void Administrator_by_its_policy_is_exempt_where_the_configuration_names_none()
    {
        Assert.Empty(Enroller("*").Audit().Of(Rule));
        Assert.Single(Enroller("*").Configure("\"administrators\": [\"arn:aws:iam::*:role/somebody\"]").Audit().Of(Rule));
    }

    [Fact]
    public void Everything_under_a_boundary_or_a_condition_makes_no_administrator()
    {
        Assert.Single(new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:*"))
            .Role("ops", role => role.Allow("*").Boundary("limits")).Assign(Ops, "account-enroller").Audit().Of(Rule));
        Assert.Single(new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("*").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));
    }

    [Fact]
    public void Service_linked_role_is_never_reported() => Assert.Empty(
        new Estate().ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*"))
            .Assign("arn:aws:iam::*:role/aws-service-role/*", "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Permitted_action_beyond_the_listed_resources_is_reported()
    {
        Assert.Equal(["billingconductor:AssociateAccounts"], Restricted("*").Audit().Matters(Rule));
        Assert.Empty(Restricted(Estate.Resource("billinggroup", "abcd1234ef")).Audit().Of(Rule));
    }

    [Fact]
    public void Another_existing_resource_alone_is_not_the_probe() => Assert.Empty(
        Restricted(Estate.Resource("billinggroup", "abcd1234ef"), Estate.Resource("billinggroup", "zzzz1234ef"))
            .Inventory(("billinggroup", "abcd1234ef"), ("billinggroup", "zzzz1234ef")).Audit().Of(Rule));

    [Fact]
    public void Assignment_that_leaves_the_type_free_lifts_the_restriction() => Assert.Empty(
        Restricted("*").Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Restriction_of_one_type_leaves_the_others_free() => Assert.Empty(
        new Estate().Role(
            "ops",
            role =>
                role.Allow("billingconductor:ListPricingPlans", "billingconductor:ListPricingRules", "billingconductor:CreatePricingPlan"))
            .Assign(Ops, "pricing-manager", $$"""
                "resources": { "pricingplan": ["{{Estate.Resource("pricingplan", "abcd1234ef")}}"] }
                """).Audit().Of(Rule));

    [Fact]
    public void Id_does_not_depend_on_the_order_of_actions() => Assert.Equal(
        Enroller("billingconductor:DeleteBillingGroup", "billingconductor:ListPricingRules").Audit().Only(Rule).Id,
        Enroller("billingconductor:listpricingrules", "billingconductor:DELETEBillingGroup").Audit().Only(Rule).Id);

    private static Estate Enroller(params string[] more) => new Estate()
        .Role(
            "ops",
            role =>
                role.Allow(
                    [
                        "billingconductor:ListAccountAssociations", "billingconductor:AssociateAccounts",
                        "organizations:ListAccounts", .. more,
                    ]))
        .Assign(Ops, "account-enroller");

    private static Estate Restricted(params string[] resources) => new Estate()
        .Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:ListAccountAssociations", "organizations:ListAccounts"),
            PolicyStatement.Allow("billingconductor:AssociateAccounts").On(resources))))
        .Assign(Ops, "account-enroller", $$"""
            "resources": { "billinggroup": ["{{Estate.Resource("billinggroup", "abcd1234ef")}}"] }
            """);
}
