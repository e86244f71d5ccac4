namespace Auditor.Pipeline.Findings.Rules;

public sealed class WildcardGrowsWithAwsTests
{
    private const string Rule = "BCA206";
    private const string Ops = "arn:aws:iam::*:role/ops";
    private const string DayBefore = "2026-09-20T23:59:59Z";

    [Fact]
    public void Wildcard_that_is_older_than_an_action_it_covers_is_reported()
    {
        var finding = Written(DayBefore, PolicyStatement.Allow("billingconductor:*")).Audit().Only(Rule);

        Assert.Equal("billingconductor:*", finding.Draft.Matter);
        Assert.Equal(Severity.Low, finding.Severity);
        Assert.Equal(("policy", Estate.PolicyArn("own")), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(
            ["billingconductor:GetBillingTransferPreference", "billingconductor:UpdateBillingTransferPreference"], finding.Draft.Actions);
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("2026-09-21T00:00:00Z")]
    [InlineData("2026-10-01T00:00:00Z")]
    public void Policy_written_on_that_day_or_later_is_not_reported(string created) =>
        Assert.Empty(Written(created, PolicyStatement.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Date_is_that_of_the_version_in_utc() =>
        Assert.Single(Written("2026-09-21T01:00:00+02:00", PolicyStatement.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Inline_policy_counts_as_a_year_old()
    {
        Assert.Single(new Estate().Role("ops", role => role.Allow("billingconductor:Get*")).Audit().Of(Rule));
        Assert.Empty(new Estate().Role("ops", role => role.Allow("billingconductor:ListCustom*")).Audit().Of(Rule));
    }

    [Theory]
    [InlineData("billingconductor:Update*")]
    [InlineData("BillingConductor:?pdateBillingTransferPreference")]
    [InlineData("billingconductor:*TransferPreference")]
    public void Each_pattern_that_covers_a_newer_action_is_a_matter(string pattern) =>
        Assert.Equal([pattern], Written(DayBefore, PolicyStatement.Allow(pattern, "billingconductor:List*")).Audit().Matters(Rule));

    [Fact]
    public void Action_that_is_named_was_decided() =>
        Assert.Empty(Written(DayBefore, PolicyStatement.Allow("billingconductor:GetBillingTransferPreference")).Audit().Of(Rule));

    [Fact]
    public void Old_policy_counts_the_actions_of_all_years()
    {
        var finding = Written("2021-06-01T00:00:00Z", PolicyStatement.Allow("billingconductor:*")).Audit().Only(Rule);

        Assert.Equal(4, finding.Draft.Actions.Length);
    }

    [Fact]
    public void Resource_that_can_never_grant_the_newer_action_is_not_reported() => Assert.Empty(
        Written(DayBefore, PolicyStatement.Allow("billingconductor:Update*").On(Estate.Resource("billinggroup", "*"))).Audit().Of(Rule));

    [Fact]
    public void Aws_managed_policies_are_never_reported() => Assert.Empty(
        new Estate().AwsPolicy("AWSBillingConductorFullAccess", Policy.Allow("billingconductor:*"))
            .Role("ops", role => role.Attach("arn:aws:iam::aws:policy/AWSBillingConductorFullAccess")).Audit().Of(Rule));

    [Theory]
    [InlineData("*")]
    [InlineData("billing*")]
    [InlineData("*:*")]
    public void Broad_patterns_are_never_reported(string pattern) => Assert.Empty(
        new Estate().ManagedPolicy("limits", Policy.Allow("s3:*", "billingconductor:*"))
            .ManagedPolicy("own", Policy.Allow(pattern), created: DayBefore)
            .Role("ops", role => role.Attach(Estate.PolicyArn("own")).Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Not_action_and_deny_are_never_reported() => Assert.Empty(
        Written(
            DayBefore,
            PolicyStatement.AllowAllBut("billingconductor:Delete*"),
            PolicyStatement.Deny("billingconductor:Update*")).Audit().Of(Rule));

    [Fact]
    public void Holder_whose_profile_permits_the_action_is_not_concerned() => Assert.Empty(
        Written(DayBefore, PolicyStatement.Allow("billingconductor:Get*")).Assign(Ops, "abc-viewer").Audit().Of(Rule));

    [Fact]
    public void Only_the_other_holders_are_concerned()
    {
        var finding = Written(
            DayBefore, PolicyStatement.Allow("billingconductor:Get*")).Role("other", role => role.Attach(Estate.PolicyArn("own")))
            .Assign(Ops, "abc-viewer").Audit().Only(Rule);

        Assert.Equal(["other"], finding.Names());
    }

    [Fact]
    public void Actions_that_every_holder_is_permitted_are_left_out()
    {
        var finding = Written(DayBefore, PolicyStatement.Allow("billingconductor:*")).Assign(Ops, "abc-viewer").Audit().Only(Rule);

        Assert.Equal(["billingconductor:UpdateBillingTransferPreference"], finding.Draft.Actions);
    }

    [Fact]
    public void Administrators_and_service_linked_roles_are_exempt()
    {
        Assert.Empty(
            Written(DayBefore, PolicyStatement.Allow("billingconductor:*")).Configure($"\"administrators\": [\"{Ops}\"]").Audit().Of(Rule));
        Assert.Empty(new Estate().ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Allow("billingconductor:*")).Audit().Of(Rule));
    }

    [Fact]
    public void Policy_that_nobody_holds_is_not_reported() => Assert.Empty(
        new Estate().ManagedPolicy("own", Policy.Allow("billingconductor:*"), created: DayBefore).Audit().Of(Rule));

    [Fact]
    public void Same_statement_in_two_policies_is_the_organizations_matter()
    {
        var finding = new Estate().Role(
            "a", role => role.Allow("billingconductor:*")).Role("b", role => role.Allow("billingconductor:*")).Audit().Only(Rule);

        Assert.Equal("organization", finding.Draft.Subject.Kind);
        Assert.Equal(["a", "b"], finding.Names());
    }

    private static Estate Written(string created, params PolicyStatement[] statements) => new Estate()
        .ManagedPolicy("own", Policy.Of(statements), created: created)
        .Role("ops", role => role.Attach(Estate.PolicyArn("own")));
}
