namespace Auditor.Pipeline.Findings.Rules;

public sealed class GuardrailWithoutEffectTests
{
    private const string Rule = "BCA302";
    private const string PayerUnit = "ou-exam-payers01";

    [Fact]
    public void Deny_that_names_the_service_at_the_root_is_reported()
    {
        var finding = new Estate().Scp("p-guard", Policy.Deny("billingconductor:*"), EstateOrganization.Root).Audit().Only(Rule);

        Assert.Equal("no-effect", finding.Draft.Matter);
        Assert.Equal(("scp", "p-guard"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Empty(finding.Principals);
        Assert.Single(finding.Evidence);
    }

    [Theory]
    [InlineData("BillingConductor:DeleteBillingGroup")]
    [InlineData("billingconductor:NoSuchAction")]
    [InlineData("billingconductor:Create*")]
    public void Any_pattern_of_the_service_names_it(string pattern) =>
        Assert.Single(new Estate().Scp("p-guard", Policy.Deny("s3:*", pattern), EstateOrganization.Root).Audit().Of(Rule));

    [Theory]
    [InlineData("*")]
    [InlineData("billing*")]
    [InlineData("billing:*")]
    public void Other_patterns_do_not_name_it(string pattern) =>
        Assert.Empty(new Estate().Scp("p-guard", Policy.Deny(pattern), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Unit_that_holds_the_payer_counts_at_any_depth()
    {
        Assert.Single(
            new Estate().InUnit(Estate.Payer, PayerUnit).Scp("p-guard", Policy.Deny("billingconductor:*"), PayerUnit).Audit().Of(Rule));
        Assert.Single(new Estate().InUnit(Estate.OtherMember, "ou-exam-upper001").InUnit(Estate.Payer, PayerUnit, "ou-exam-upper001")
            .Scp("p-guard", Policy.Deny("billingconductor:*"), "ou-exam-upper001").Audit().Of(Rule));
    }

    [Fact]
    public void Payer_itself_counts() =>
        Assert.Single(new Estate().Scp("p-guard", Policy.Deny("billingconductor:*"), Estate.Payer).Audit().Of(Rule));

    [Theory]
    [InlineData(EstateOrganization.MemberUnit)]
    [InlineData(Estate.Member)]
    public void Members_only_is_good_hygiene(string target) =>
        Assert.Empty(new Estate().Scp("p-guard", Policy.Deny("billingconductor:*"), target).Audit().Of(Rule));

    [Fact]
    public void Root_beside_members_is_reported_once() => Assert.Single(
        new Estate().Scp(
            "p-guard", Policy.Deny("billingconductor:*"), EstateOrganization.MemberUnit, EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Policy_without_targets_is_not_reported() =>
        Assert.Empty(new Estate().Scp("p-guard", Policy.Deny("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Not_action_is_not_reported() => Assert.Empty(
        new Estate().Scp("p-region", Policy.Of(PolicyStatement.DenyAllBut("billingconductor:*", "iam:*")
            .When("StringNotEquals", "aws:RequestedRegion", "eu-central-1")), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Allow_is_not_reported() =>
        Assert.Empty(new Estate().Scp("p-list", Policy.Allow("billingconductor:*", "s3:*"), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Resource_control_policy_that_names_it_is_reported_wherever_it_is()
    {
        var finding = new Estate().Rcp("p-data", RcpDeny("billingconductor:*"), EstateOrganization.MemberUnit).Audit().Only(Rule);

        Assert.Equal("p-data", finding.Draft.Subject.Key);
        Assert.Contains("resource control", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Single(new Estate().Rcp("p-data", RcpDeny("billingconductor:*")).Audit().Of(Rule));
    }

    [Fact]
    public void Resource_control_policy_on_other_services_is_not_reported() =>
        Assert.Empty(new Estate().Rcp("p-data", RcpDeny("s3:*"), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Each_policy_is_a_finding() => Assert.Equal(2,
        new Estate().Scp("p-one", Policy.Deny("billingconductor:*"), EstateOrganization.Root)
            .Scp("p-two", Policy.Deny("billingconductor:Delete*"), EstateOrganization.Root).Audit().Of(Rule).Length);

    [Fact]
    public void It_needs_no_configuration_but_an_organization() => Assert.Empty(
        new Estate().WithoutOrganization().Scp("p-guard", Policy.Deny("billingconductor:*"), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Statement_with_an_error_is_a_gap_and_not_reported()
    {
        var report = new Estate().Scp(
            "p-guard", Policy.Json("""{ "Statement": { "Effect": "Denied", "Action": "billingconductor:*", "Resource": "*" } }"""),
            EstateOrganization.Root).Audit();

        Assert.Empty(report.Of(Rule));
        Assert.NotEmpty(report.Of("BCA901"));
    }

    private static Policy RcpDeny(string action) => Policy.Json($$"""
        { "Version": "2012-10-17", "Statement": { "Effect": "Deny", "Principal": "*", "Action": "{{action}}", "Resource": "*" } }
        """);
}
