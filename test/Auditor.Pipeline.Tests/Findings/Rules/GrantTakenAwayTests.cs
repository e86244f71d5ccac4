namespace Auditor.Pipeline.Findings.Rules;

public sealed class GrantTakenAwayTests
{
    private const string Rule = "BCA303";
    private const string Viewer = "arn:aws:iam::*:role/viewer";

    [Fact]
    public void Named_grant_that_the_boundary_does_not_allow_is_reported()
    {
        var finding = Bounded(
            Policy.Allow("billingconductor:List*"),
            "billingconductor:ListBillingGroups",
            "billingconductor:DeleteBillingGroup").Audit().Only(Rule);

        Assert.Equal("billingconductor:DeleteBillingGroup", finding.Draft.Matter);
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.StartsWith("AROAOPSown", finding.Draft.Subject.Key, StringComparison.Ordinal);
        Assert.Contains("limits", finding.Draft.Subject.Key, StringComparison.Ordinal);
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void Boundary_that_denies_it_is_reported() => Assert.Single(
        Bounded(
            Policy.Of(PolicyStatement.Allow("*"), PolicyStatement.Deny("billingconductor:Delete*")),
            "billingconductor:DeleteBillingGroup").Audit().Of(Rule));

    [Fact]
    public void Boundary_that_allows_it_is_not_reported() =>
        Assert.Empty(Bounded(Policy.Allow("billingconductor:*"), "billingconductor:DeleteBillingGroup").Audit().Of(Rule));

    [Fact]
    public void Boundary_that_depends_on_an_unknown_key_is_not_reported() => Assert.Empty(
        Bounded(
            Policy.Of(PolicyStatement.Allow("*").When("Bool", "aws:MultiFactorAuthPresent", "true")),
            "billingconductor:DeleteBillingGroup").Audit().Of(Rule));

    [Fact]
    public void Unreadable_boundary_is_not_reported() => Assert.Empty(
        Bounded(
            Policy.Json("""{ "Statement": { "Effect": "Permit", "Action": "*", "Resource": "*" } }"""),
            "billingconductor:DeleteBillingGroup").Audit().Of(Rule));

    [Fact]
    public void Conditional_grant_that_the_boundary_takes_away_anyhow_is_reported() => Assert.Single(
        new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"))
            .Role("ops", role => role.Boundary("limits").Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:ListBillingGroups").When("Bool", "aws:MultiFactorAuthPresent", "true"))))
            .Audit().Of(Rule));

    [Fact]
    public void Boundary_that_leaves_some_resources_is_not_reported() => Assert.Empty(
        Bounded(
            Policy.Of(PolicyStatement.Allow("billingconductor:*").On(Estate.Resource("billinggroup", "abcd"))),
            "billingconductor:DeleteBillingGroup")
            .Inventory(("billinggroup", "abcd")).Audit().Of(Rule));

    [Theory]
    [InlineData("*")]
    [InlineData("billing*")]
    public void Broad_grants_are_never_reported(string pattern) => Assert.Empty(Bounded(Policy.Allow("s3:*"), pattern).Audit().Of(Rule));

    [Fact]
    public void Broad_statement_beside_a_named_one_that_never_matches_is_not_reported() => Assert.Empty(
        new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"))
            .Role("ops", role => role.Boundary("limits").Inline("own", Policy.Of(
                PolicyStatement.Allow("billingconductor:DeleteBillingGroup").On(Estate.Resource("pricingplan", "*")),
                PolicyStatement.Allow("billing*"))))
            .Audit().Of(Rule));

    [Fact]
    public void Own_deny_is_subtraction_on_purpose() => Assert.Empty(
        new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow("billingconductor:*"), PolicyStatement.Deny("billingconductor:Delete*")))).Audit().Of(Rule));

    [Fact]
    public void Boundary_counts_in_member_accounts_too() => Assert.Single(
        new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"), Estate.Member)
            .Role("ops", role => role.Allow("billingconductor:*").Boundary("limits"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Service_control_policy_is_never_the_reason_for_billing_conductor() => Assert.Empty(
        new Estate().Scp("p-deny", Policy.Deny("billingconductor:*"), EstateOrganization.MemberUnit)
            .Role("ops", role => role.Allow("billingconductor:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Same_policy_and_boundary_in_every_account_is_one_finding()
    {
        var estate = new Estate();
        foreach (var account in new[] { Estate.Payer, Estate.Member })
        {
            estate.ManagedPolicy("limits", Policy.Allow("s3:*"), account)
                .Role("ops", role => role.Allow("billingconductor:ListBillingGroups").Boundary("limits"), account);
        }

        Assert.Equal(2, estate.Audit().Only(Rule).Principals.Length);
    }

    [Fact]
    public void Administrators_and_service_linked_roles_are_exempt()
    {
        Assert.Empty(
            Bounded(Policy.Allow("s3:*"), "billingconductor:*").Configure(
                "\"administrators\": [\"arn:aws:iam::*:role/ops\"]").Audit().Of(Rule));
        Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("s3:*"))
            .ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*").Boundary("limits")).Audit().Of(Rule));
    }

    [Fact]
    public void Other_action_of_the_profile_that_an_scp_takes_away_is_reported()
    {
        var finding = Viewing(Policy.Deny("ce:GetTags"), "billing:*", "ce:*").Audit().Only(Rule);

        Assert.Equal("ce:GetTags", finding.Draft.Matter);
        Assert.Contains("p-guard", finding.Draft.Subject.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_action_that_a_boundary_takes_away_in_a_member_account_is_reported() => Assert.Equal(["ce:GetTags"],
        new Estate().ManagedPolicy("limits", Policy.Of(PolicyStatement.AllowAllBut("ce:GetTags")), Estate.Member)
            .Role("viewer", role => role.Allow("ce:*", "billing:*").Boundary("limits"), Estate.Member)
            .Configure(ProForma).Assign(Viewer, "pro-forma").Audit().Matters(Rule));

    [Fact]
    public void Other_action_outside_the_profile_is_not_reported() => Assert.Empty(
        Viewing(Policy.Deny("ce:CreateCostCategoryDefinition"), "billing:*", "ce:*").Audit().Of(Rule));

    [Fact]
    public void Other_action_that_is_taken_conditionally_is_not_reported() => Assert.Empty(
        Viewing(
            Policy.Of(PolicyStatement.Deny("ce:GetTags").When("NotIpAddress", "aws:SourceIp", "203.0.113.0/24")),
            "billing:*",
            "ce:*").Audit().Of(Rule));

    [Fact]
    public void Other_action_of_a_broad_grant_is_not_reported() => Assert.Empty(
        new Estate().Scp("p-guard", Policy.Deny("ce:GetTags"), EstateOrganization.MemberUnit)
            .Role("viewer", role => role.Inline("own", Policy.Of(PolicyStatement.AllowAllBut("iam:*"))), Estate.Member)
            .Configure(ProForma).Assign(Viewer, "pro-forma").Audit().Of(Rule));

    [Fact]
    public void Other_action_in_the_payer_is_not_reported() => Assert.Empty(
        new Estate().ManagedPolicy("limits", Policy.Of(PolicyStatement.AllowAllBut("ce:GetTags")))
            .Role("viewer", role => role.Allow("ce:*", "billing:*").Boundary("limits"))
            .Configure(ProForma).Assign(Viewer, "pro-forma").Audit().Of(Rule));

    private const string ProForma = """
        "profiles": { "pro-forma": { "tasks": ["view-pro-forma"] } }
        """;

    private static Estate Bounded(Policy boundary, params string[] allowed) => new Estate()
        .ManagedPolicy("limits", boundary)
        .Role("ops", role => role.Id("AROAOPS").Allow(allowed).Boundary("limits"));

    private static Estate Viewing(Policy guard, params string[] allowed) => new Estate()
        .Scp("p-guard", guard, EstateOrganization.MemberUnit)
        .Role("viewer", role => role.Allow(allowed), Estate.Member)
        .Configure(ProForma).Assign(Viewer, "pro-forma");
}
