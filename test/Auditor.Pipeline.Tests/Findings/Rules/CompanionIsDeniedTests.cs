namespace Auditor.Pipeline.Findings.Rules;

public sealed class CompanionIsDeniedTests
{
    private const string Rule = "BCA103";
    private const string Ops = "arn:aws:iam::*:role/ops";

    [Fact]
    public void Companion_that_is_denied_is_reported()
    {
        var finding = new Estate().Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "account-enroller").Audit().Only(Rule);

        Assert.Equal("organizations:ListAccounts", finding.Draft.Matter);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal("principal", finding.Draft.Subject.Kind);
        Assert.Equal(["ops"], finding.Names());
        Assert.NotEmpty(finding.Blockers);
    }

    [Fact]
    public void Companion_that_is_allowed_is_not_reported() => Assert.Empty(
        new Estate().Role(
            "ops",
            role => role.Allow("billingconductor:*", "organizations:ListAccounts")).Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Companion_of_several_tasks_is_one_finding() => Assert.Equal(["organizations:ListAccounts"],
        new Estate().Role("ops", role => role.Allow("billingconductor:*")).Assign(Ops, "billing-group-operator").Audit().Matters(Rule));

    [Fact]
    public void Companion_of_a_task_that_is_denied_itself_is_not_reported()
    {
        var report = new Estate().Role("ops", role => role.Allow("billingconductor:List*")).Assign(Ops, "account-enroller").Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Single(report.Of("BCA101"));
    }

    [Fact]
    public void Companion_of_a_conditional_task_is_reported() => Assert.Single(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Companion_that_is_conditional_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:*"),
                PolicyStatement.Allow("organizations:ListAccounts").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Assign(Ops, "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Console_companion_counts_for_console_users_only()
    {
        Assert.Empty(PricingRules("").Audit().Of(Rule));
        Assert.Equal(["pricing:DescribeServices"], PricingRules("\"console\": true").Audit().Matters(Rule));
    }

    [Fact]
    public void Creating_the_service_linked_role_is_a_companion_until_the_payer_has_it()
    {
        Assert.Equal(["iam:CreateServiceLinkedRole"], TransferPreference().Audit().Matters(Rule));
        Assert.Empty(TransferPreference()
            .ServiceLinkedRole(
                "AWSServiceRoleForBillingConductor", "billingconductor", role => role.Allow("billingconductor:CreateBillingGroup"))
            .Audit().Of(Rule));
    }

    [Fact]
    public void Service_linked_role_in_a_member_account_does_not_help() => Assert.Single(TransferPreference()
        .ServiceLinkedRole(
            "AWSServiceRoleForBillingConductor",
            "billingconductor",
            role => role.Allow("billingconductor:CreateBillingGroup"),
            Estate.Member)
        .Audit().Of(Rule));

    [Fact]
    public void Member_that_is_named_exactly_has_no_task_whose_companion_could_count() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member)
            .Assign(Estate.RoleArn("ops", Estate.Member), "account-enroller").Audit().Of(Rule));

    [Fact]
    public void Service_linked_role_is_never_reported() => Assert.Empty(
        new Estate().ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*"))
            .Assign("arn:aws:iam::*:role/aws-service-role/*", "account-enroller").Audit().Of(Rule));

    private static Estate PricingRules(string more) => new Estate()
        .Role("ops", role => role.Allow("billingconductor:*"))
        .Configure("""
            "profiles": { "rules": { "tasks": ["create-pricing-rule"] } }
            """)
        .Assign(Ops, "rules", more);

    private static Estate TransferPreference() => new Estate()
        .Role("ops", role => role.Allow("billingconductor:*", "organizations:*"))
        .Configure("""
            "profiles": { "preference": { "tasks": ["set-transfer-preference"] } }
            """)
        .Assign(Ops, "preference");
}
