namespace Auditor.Pipeline.Findings.Rules;

public sealed class LooksLikeAccessTests
{
    private const string Rule = "BCA401";
    private const string Ops = "arn:aws:iam::*:role/ops";
    private const string Billing = "arn:aws:iam::aws:policy/job-function/Billing";

    [Theory]
    [InlineData("billing:*")]
    [InlineData("Billing:*")]
    public void Literal_billing_pattern_of_a_principal_that_holds_nothing_is_reported(string pattern)
    {
        var finding = new Estate().Role("ops", role => role.Id("AROAOPS").Allow(pattern)).Audit().Only(Rule);

        Assert.Equal("billing-prefix", finding.Draft.Matter);
        Assert.Equal("AROAOPSown", finding.Draft.Subject.Key);
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("billing:Get*")]
    [InlineData("billing:GetBillingData")]
    [InlineData("bil*")]
    [InlineData("budgets:*")]
    public void Other_patterns_are_not_reported(string pattern) =>
        Assert.Empty(new Estate().Role("ops", role => role.Allow(pattern)).Audit().Of(Rule));

    [Fact]
    public void Deny_and_not_action_are_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Deny("billing:*"), PolicyStatement.AllowAllBut("billing:*", "billingconductor:*")))).Audit().Of(Rule));

    [Fact]
    public void Principal_that_holds_an_action_elsewhere_is_not_reported() => Assert.Empty(
        new Estate().Role(
            "ops", role => role.Allow("billing:*").Inline("more", Policy.Allow("billingconductor:ListBillingGroups"))).Audit().Of(Rule));

    [Fact]
    public void Principal_whose_access_is_unknown_is_not_reported() => Assert.Empty(
        new Estate().Role("ops", role => role.Allow("billing:*")
            .Inline(
                "broken", Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }"""))).Audit().Of(Rule));

    [Fact]
    public void Job_function_billing_is_its_own_subject()
    {
        var finding = new Estate().AwsPolicy("job-function/Billing", Policy.Allow("billing:ListBillingViews", "aws-portal:*Billing"))
            .Role("a", role => role.Attach(Billing)).Role("b", role => role.Attach(Billing))
            .Role("fine", role => role.Attach(Billing).Allow("billingconductor:ListBillingGroups")).Audit().Only(Rule);

        Assert.Equal(Billing, finding.Draft.Subject.Key);
        Assert.Equal(["a", "b"], finding.Names());
    }

    [Fact]
    public void Customer_policy_that_is_called_billing_is_not_the_job_function() => Assert.Empty(
        new Estate().ManagedPolicy("Billing", Policy.Allow("ce:*")).Role(
            "ops", role => role.Attach(Estate.PolicyArn("Billing"))).Audit().Of(Rule));

    [Fact]
    public void Profile_of_billing_conductor_makes_it_medium() => Assert.Equal(Severity.Medium,
        new Estate().Role("ops", role => role.Allow("billing:*")).Assign(Ops, "abc-viewer").Audit().Only(Rule).Severity);

    [Fact]
    public void Profile_of_billing_conductor_counts_where_it_does_not_answer_too() => Assert.Equal(Severity.Medium,
        new Estate().Role("ops", role => role.Tag("profile", "abc-viewer").Allow("billing:*"), Estate.Member).AssignByTag("profile", "abc-viewer").Audit().Only(Rule).Severity);

    [Fact]
    public void Profile_of_other_services_leaves_it_low() => Assert.Equal(Severity.Low,
        new Estate().Role("ops", role => role.Allow("billing:*")).Assign(Ops, "budgets-viewer").Audit().Only(Rule).Severity);

    [Theory]
    [InlineData("BillingConductorAccess")]
    [InlineData("my-CONDUCTOR-policy")]
    public void Customer_policy_with_the_name_that_allows_nothing_is_reported(string name)
    {
        var finding = new Estate().ManagedPolicy(name, Policy.Allow("cloudwatch:*", "budgets:*"))
            .Role("ops", role => role.Attach(Estate.PolicyArn(name))).Audit().Only(Rule);

        Assert.Equal("name", finding.Draft.Matter);
        Assert.Equal(("policy", Estate.PolicyArn(name)), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void Name_counts_even_if_nobody_holds_the_policy() =>
        Assert.Single(new Estate().ManagedPolicy("conductor", Policy.Allow("s3:*")).Audit().Of(Rule));

    [Fact]
    public void Name_of_a_policy_that_allows_something_is_right() => Assert.Empty(
        new Estate().ManagedPolicy(
            "conductor",
            Policy.Allow("billingconductor:ListBillingGroups")).ManagedPolicy("conductor-all", Policy.Allow("*")).Audit().Of(Rule));

    [Fact]
    public void Name_of_a_policy_that_cannot_be_read_is_not_judged() => Assert.Empty(
        new Estate().ManagedPolicy(
            "conductor", Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }""")).Audit().Of(Rule));

    [Fact]
    public void Name_of_an_inline_policy_does_not_count() =>
        Assert.Empty(new Estate().Role("ops", role => role.Inline("conductor", Policy.Allow("s3:*"))).Audit().Of(Rule));

    [Fact]
    public void Name_with_a_profile_is_medium() => Assert.Equal(Severity.Medium,
        new Estate().ManagedPolicy("conductor", Policy.Allow("s3:*")).Role("ops", role => role.Attach(Estate.PolicyArn("conductor")))
            .Assign(Ops, "abc-viewer").Audit().Only(Rule).Severity);

    [Fact]
    public void Permission_set_with_the_name_that_allows_nothing_is_reported_once()
    {
        var finding = new Estate().PermissionSet("BillingConductor", role => role.Allow("ce:*"))
            .PermissionSet("BillingConductor", role => role.Allow("ce:*"), Estate.Member).Audit().Only(Rule);

        Assert.Equal("sso:BillingConductor", finding.Draft.Subject.Key);
        Assert.Equal("name", finding.Draft.Matter);
        Assert.Equal(2, finding.Principals.Length);
    }

    [Fact]
    public void Permission_set_that_allows_something_is_right() =>
        Assert.Empty(new Estate().PermissionSet("BillingConductor", role => role.Allow("billingconductor:List*")).Audit().Of(Rule));

    [Fact]
    public void Role_with_the_name_is_no_permission_set() =>
        Assert.Empty(new Estate().Role("conductor", role => role.Allow("s3:*")).Audit().Of(Rule));

    [Fact]
    public void Same_statement_in_two_policies_is_the_organizations_matter()
    {
        var finding = new Estate().Role("a", role => role.Allow("billing:*")).Role(
            "b", role => role.Allow("billing:*"), Estate.Member).Audit().Only(Rule);

        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Equal(["a", "b"], finding.Names());
    }
}
