namespace Auditor.Pipeline.Findings.Rules;

public sealed class UnknownActionTests
{
    private const string Rule = "BCA402";

    [Theory]
    [InlineData("billingconductor:ListBilingGroups")] // a slip in the name
    [InlineData("billingconductor:CreateReport")] // an invention
    [InlineData("billingconductor:Describe*")] // a wildcard over nothing
    [InlineData("billing-conductor:*")] // hyphens do not count
    [InlineData("billing conductor:List*")] // nor do spaces
    [InlineData("Billing-Conductor:ListBillingGroups")]
    [InlineData("billingconducter:List*")] // distance 1
    [InlineData("bilingconducter:List*")] // distance 2
    [InlineData("budgets:CreateBudget")] // an operation without an action
    [InlineData("aws-portal:ViewBilling")] // retired
    [InlineData("aws-portal:*")]
    [InlineData("purchase-orders:ViewPurchaseOrders")] // retired
    public void Pattern_of_the_billing_family_that_matches_nothing_is_reported(string pattern)
    {
        var finding = Allowing(pattern).Audit().Only(Rule);

        Assert.Equal(pattern, finding.Draft.Matter);
        Assert.Equal(("organization", EstateOrganization.Id), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal(["ops"], finding.Names());
    }

    [Theory]
    [InlineData("billingconductor:listbillinggroups")]
    [InlineData("billingconductor:List*")]
    [InlineData("billingconducto?:List*")] // matches through the wildcard
    [InlineData("purchase-orders:*")] // others of it are in force
    [InlineData("conductor:*")] // distance above 2
    [InlineData("blingconductr:*")] // distance 3
    [InlineData("s3:NoSuchAction")] // a known prefix that is not detailed
    [InlineData("pricingplanmanager:NoSuchAction")] // another service
    [InlineData("nosuchservice:Get*")]
    [InlineData("*")]
    [InlineData("billingconductor")] // no colon, no prefix
    public void Other_patterns_are_not_reported(string pattern) => Assert.Empty(Allowing(pattern).Audit().Of(Rule));

    [Fact]
    public void Nearest_real_name_is_printed_up_to_distance_three()
    {
        Assert.Contains(
            "billingconductor:ListBillingGroups",
            Allowing("billingconductor:ListBilingGroup").Audit().Only(Rule).Draft.Explanation,
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "nearest", Allowing("billingconductor:SomethingElseEntirely").Audit().Only(Rule).Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Deny_and_not_action_count()
    {
        Assert.Single(new Estate().Role("ops", role => role.Inline("own", Policy.Deny("billing-conductor:*"))).Audit().Of(Rule));
        Assert.Single(
            new Estate().Role(
                "ops",
                role => role.Inline("own", Policy.Of(PolicyStatement.AllowAllBut("billing-conductor:*", "iam:*")))).Audit().Of(Rule));
    }

    [Fact]
    public void Aws_managed_policies_do_not_count() => Assert.Empty(
        new Estate().AwsPolicy("job-function/Billing", Policy.Allow("aws-portal:*Billing"))
            .Role("ops", role => role.Attach("arn:aws:iam::aws:policy/job-function/Billing")).Audit().Of(Rule));

    [Fact]
    public void Policy_that_nobody_holds_counts() =>
        Assert.Empty(new Estate().ManagedPolicy("draft", Policy.Allow("billing-conductor:*")).Audit().Only(Rule).Principals);

    [Fact]
    public void Boundary_counts() => Assert.Single(
        new Estate().ManagedPolicy("limits", Policy.Allow("billing-conductor:*")).Role(
            "ops", role => role.Allow("s3:*").Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Organization_policies_count()
    {
        var report = new Estate().Scp("p-guard", Policy.Deny("billing-conductor:*"), EstateOrganization.MemberUnit)
            .Rcp("p-data", Policy.Json("""
                { "Statement": { "Effect": "Deny", "Principal": "*", "Action": "billingconducter:*", "Resource": "*" } }
                """), EstateOrganization.MemberUnit).Audit();

        Assert.Equal(["billing-conductor:*", "billingconducter:*"], report.Matters(Rule));
    }

    [Fact]
    public void One_pattern_is_one_finding_wherever_it_stands()
    {
        var finding = new Estate().Scp("p-guard", Policy.Deny("billing-conductor:*"), EstateOrganization.MemberUnit)
            .Role("a", role => role.Allow("billing-conductor:*", "s3:*"))
            .Role("b", role => role.Allow("billing-conductor:*"), Estate.Member).Audit().Only(Rule);

        Assert.Equal(["a", "b"], finding.Names());
        Assert.Equal(3, finding.Evidence.Length);
    }

    [Fact]
    public void Each_pattern_is_a_finding() => Assert.Equal(["aws-portal:*", "billing-conductor:*"],
        Allowing("billing-conductor:*", "aws-portal:*").Audit().Matters(Rule));

    [Fact]
    public void Administrators_are_not_exempt() => Assert.Single(Allowing("*", "billing-conductor:*").Audit().Of(Rule));

    private static Estate Allowing(params string[] patterns) => new Estate().Role("ops", role => role.Allow(patterns));
}
