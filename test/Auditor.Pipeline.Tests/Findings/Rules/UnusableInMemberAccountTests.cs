namespace Auditor.Pipeline.Findings.Rules;

public sealed class UnusableInMemberAccountTests
{
    private const string Rule = "BCA304";
    private const string FullAccess = "arn:aws:iam::aws:policy/AWSBillingConductorFullAccess";

    [Fact]
    public void Named_grant_in_a_member_account_is_reported()
    {
        var finding = new Estate().Role(
            "ops", role => role.Allow("billingconductor:List*", "billingconductor:Get*", "s3:*"), Estate.Member).Audit().Only(Rule);

        Assert.Equal("billingconductor:Get*,billingconductor:List*", finding.Draft.Matter);
        Assert.Equal(("organization", EstateOrganization.Id), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void Named_grant_in_the_payer_is_not_reported() =>
        Assert.Empty(new Estate().Role("ops", role => role.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Aws_managed_policy_is_its_own_subject_in_all_accounts()
    {
        var estate = new Estate();
        foreach (var account in new[] { Estate.Payer, Estate.Member, Estate.OtherMember })
        {
            estate.AwsPolicy("AWSBillingConductorFullAccess", Policy.Allow("billingconductor:*"), account)
                .Role("ops", role => role.Attach(FullAccess), account);
        }

        var finding = estate.Audit().Only(Rule);

        Assert.Equal(FullAccess, finding.Draft.Subject.Key);
        Assert.Equal(
            [Estate.RoleArn("ops", Estate.Member), Estate.RoleArn("ops", Estate.OtherMember)],
            finding.Principals.Select(principal => principal.Arn));
    }

    [Fact]
    public void Customer_policies_with_the_same_patterns_are_one_finding() => Assert.Equal(2,
        new Estate().Role("a", role => role.Allow("billingconductor:*"), Estate.Member)
            .Role(
                "b",
                role => role.Inline("other", Policy.Allow("billingconductor:*", "s3:*")),
                Estate.OtherMember).Audit().Only(Rule).Principals.Length);

    [Fact]
    public void Broad_grants_are_a_line_of_the_summary_only()
    {
        var report = new Estate().Role("a", role => role.Allow("*", "billing*"), Estate.Member)
            .Role("b", role => role.Inline("own", Policy.Of(PolicyStatement.AllowAllBut("iam:*"))), Estate.Member).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.Equal(2, report.BroadGrantsInMemberAccounts);
    }

    [Fact]
    public void Pattern_that_matches_no_action_is_no_grant() =>
        Assert.Empty(new Estate().Role("ops", role => role.Allow("billingconductor:NoSuchAction"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Deny_is_no_grant() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Deny("billingconductor:*")), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Unknown_payer_reports_nobody() =>
        Assert.Empty(
            new Estate().WithoutOrganization().Role("ops", role => role.Allow("billingconductor:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Payer_that_the_caller_names_is_enough() => Assert.Single(
        new Estate().WithoutOrganization().ManagementAccount(Estate.Payer).Role(
            "ops", role => role.Allow("billingconductor:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Administrators_and_service_linked_roles_are_exempt()
    {
        Assert.Empty(new Estate().Role("ops", role => role.Allow("*", "billingconductor:*"), Estate.Member).Audit().Of(Rule));
        Assert.Empty(
            new Estate().ServiceLinkedRole(
                "AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*"), Estate.Member).Audit().Of(Rule));
    }

    [Fact]
    public void Users_of_a_group_are_holders() => Assert.Equal(["u"],
        new Estate().Group(
            "g",
            group => group.Allow("billingconductor:*"),
            Estate.Member).User("u", user => user.In("g"), Estate.Member).Audit().Only(Rule).Names());

    [Fact]
    public void Id_does_not_depend_on_the_order_of_patterns() => Assert.Equal(
        new Estate().Role(
            "ops", role => role.Allow("billingconductor:List*", "billingconductor:Get*"), Estate.Member).Audit().Only(Rule).Id,
        new Estate().Role("x", role => role.Allow("billingconductor:Get*", "billingconductor:List*"), Estate.Member).Audit().Only(Rule).Id);
}
