using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Simulate;
using static Auditor.EndToEnd.Tests.SmallSnapshot;

namespace Auditor.EndToEnd.Tests;

/// <summary>What service control policies can and cannot do to Billing Conductor and to the services around it.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps.html"/> and
/// <see href="https://docs.aws.amazon.com/billingconductor/latest/userguide/best-practices.html"/>.
/// </remarks>
public sealed class ServiceControlPolicyTests
{
    private const string DenyBillingConductor = """{"Effect":"Deny","Action":"billingconductor:*","Resource":"*"}""";

    private const string RegionGuard =
        """
        {"Effect":"Deny","NotAction":["budgets:*","ce:*","cur:*","iam:*","organizations:*","pricing:*","sts:*","support:*"],"Resource":"*",
         "Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-central-1","eu-west-1"]}}}
        """;

    private const string Enroll =
        """
        {"Effect":"Allow","Action":["billingconductor:ListAccountAssociations","organizations:ListAccounts"],"Resource":"*"},
        {"Effect":"Allow","Action":"billingconductor:AssociateAccounts","Resource":"arn:aws:billingconductor::111122223333:billinggroup/*"}
        """;

    private const string OtherServices = """{"Effect":"Allow","Action":["billing:*","budgets:*","ce:*","cur:*"],"Resource":"*"}""";

    [Fact]
    public void Scp_denies_billing_conductor_payer_principal_is_not_affected_and_the_policy_is_reported()
    {
        using var snapshot = new SmallSnapshot().WithScp(DenyBillingConductor).WithRole(Payer, "enroller", Enroll);
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        Assert.Equal(Verdict.All, report.Role("enroller").Task("enroll-accounts"));
        Assert.Equal(["BCA302"], report.Rules());
        Assert.Equal("p-guard001", report.Only("BCA302").Draft.Subject.Key);
    }

    [Theory]
    [InlineData(Payer)]
    [InlineData("r-ab12")]
    public void Scp_denies_billing_conductor_at_the_root_or_the_payer_is_reported(string target)
    {
        using var snapshot = new SmallSnapshot().WithScp(DenyBillingConductor, target);
        Assert.Equal(["BCA302"], snapshot.Audit().Rules());
    }

    [Theory]
    [InlineData(Member)]
    [InlineData("ou-ab12-customer1")]
    public void Scp_denies_billing_conductor_below_the_payer_is_hygiene(string target)
    {
        using var snapshot = new SmallSnapshot().WithScp(DenyBillingConductor, target);
        Assert.Empty(snapshot.Audit().Findings);
    }

    [Fact]
    public void Scp_denies_billing_conductor_member_grant_is_unusable_and_never_a_conflict()
    {
        using var snapshot = new SmallSnapshot().WithScp(DenyBillingConductor, Member).WithRole(Member, "enroller", Enroll);
        Assert.Equal(["BCA304"], snapshot.Audit().Rules());
    }

    [Fact]
    public void Scp_denies_billing_conductor_task_assigned_in_a_member_account_is_blocked_by_the_account()
    {
        using var snapshot = new SmallSnapshot().WithScp(DenyBillingConductor, Member).WithRole(Member, "enroller", Enroll);
        var report = snapshot.Audit((Member, "enroller", "account-enroller"));
        Assert.Equal(["BCA101", "BCA304"], report.Rules());
        Assert.Equal([PolicyLayer.Account], report.Only("BCA101").Blockers.Select(blocker => blocker.Layer));
    }

    [Fact]
    public void No_scp_at_all_task_assigned_in_a_member_account_is_blocked_by_the_account_too()
    {
        using var snapshot = new SmallSnapshot().WithRole(Member, "enroller", Enroll);
        var report = snapshot.Audit((Member, "enroller", "account-enroller"));
        Assert.Equal(["BCA101", "BCA304"], report.Rules());
        Assert.Equal([PolicyLayer.Account], report.Only("BCA101").Blockers.Select(blocker => blocker.Layer));
    }

    [Theory]
    [InlineData("ce:GetCostAndUsage", "pro-forma-viewer")]
    [InlineData("billing:ListBillingViews", "pro-forma-viewer")]
    [InlineData("cur:PutReportDefinition", "pro-forma-report-publisher")]
    [InlineData("budgets:ViewBudget", "budgets-viewer")]
    public void Scp_denies_another_service_that_a_member_profile_needs_is_a_conflict(string action, string profile)
    {
        using var snapshot = new SmallSnapshot()
            .WithScp($$"""{"Effect":"Deny","Action":"{{action}}","Resource":"*"}""", Member)
            .WithRole(Member, "viewer", OtherServices);
        var report = snapshot.Audit((Member, "viewer", profile));
        var conflict = report.Only("BCA301");
        Assert.Equal(("p-guard001", action), (conflict.Draft.Subject.Key, conflict.Draft.Matter));
        Assert.DoesNotContain("BCA101", report.Rules());
    }

    [Theory]
    [InlineData("pro-forma-viewer")]
    [InlineData("pro-forma-report-publisher")]
    [InlineData("budgets-viewer")]
    public void Scp_denies_another_service_to_members_the_same_profile_in_the_payer_works(string profile)
    {
        using var snapshot = new SmallSnapshot()
            .WithScp("""{"Effect":"Deny","Action":["billing:*","budgets:*","ce:*","cur:*"],"Resource":"*"}""")
            .WithRole(Payer, "viewer", OtherServices);
        Assert.DoesNotContain(snapshot.Audit((Payer, "viewer", profile)).Rules(), rule => rule is "BCA101" or "BCA301");
    }

    [Fact]
    public void Region_guard_as_scp_does_nothing_in_the_payer()
    {
        using var snapshot = new SmallSnapshot().WithScp(RegionGuard).WithRole(Payer, "enroller", Enroll);
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        Assert.Equal(Verdict.All, report.Role("enroller").Task("enroll-accounts"));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Region_guard_as_scp_without_billing_blocks_pro_forma_data_in_a_member_account()
    {
        using var snapshot = new SmallSnapshot().WithScp(RegionGuard).WithRole(Member, "viewer", OtherServices);
        var matters = snapshot.Audit(
            (Member, "viewer", "pro-forma-viewer")).Findings.Where(finding =>
                finding.Rule == "BCA301").Select(finding => finding.Draft.Matter);
        Assert.Equal(["billing:GetBillingView", "billing:ListBillingViews"], matters.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Region_guard_as_identity_policy_binds_in_the_payer()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "enroller", $"{Enroll},{RegionGuard}");
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        var denied = report.Only("BCA101");
        Assert.Equal([(PolicyLayer.Identity, true)], denied.Blockers.Select(blocker => (blocker.Layer, blocker.IsExplicit)));
    }

    [Fact]
    public void Region_guard_as_permissions_boundary_binds_in_the_payer()
    {
        using var snapshot = new SmallSnapshot()
            .WithRole(Payer, "enroller", Enroll, boundary: $$"""{"Effect":"Allow","Action":"*","Resource":"*"},{{RegionGuard}}""");
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        var denied = report.Only("BCA101");
        Assert.Equal([(PolicyLayer.PermissionsBoundary, true)], denied.Blockers.Select(blocker => (blocker.Layer, blocker.IsExplicit)));
    }

    [Fact]
    public void Region_guard_with_us_east_1_binds_nobody()
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer, "enroller", $"{Enroll},{RegionGuard.Replace("eu-west-1", "us-east-1", StringComparison.Ordinal)}");
        Assert.Empty(snapshot.Audit((Payer, "enroller", "account-enroller")).Findings);
    }

    [Fact]
    public void Scp_denies_the_caller_to_assume_the_payer_role_is_a_conflict()
    {
        using var snapshot = new SmallSnapshot()
            .WithScp("""{"Effect":"Deny","Action":"sts:AssumeRole","Resource":"arn:aws:iam::111122223333:role/*"}""", Member)
            .WithRole(Member, "vending", """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}""")
            .WithRole(Payer, "enroller", Enroll, trusted: ArnOf(Member, "vending"));
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        var conflict = report.Only("BCA301");
        Assert.Equal(("p-guard001", "sts:AssumeRole"), (conflict.Draft.Subject.Key, conflict.Draft.Matter));
    }

    [Fact]
    public void Organization_with_consolidated_billing_only_evaluates_no_scp()
    {
        using var snapshot = new SmallSnapshot().WithConsolidatedBillingOnly()
            .WithScp("""{"Effect":"Deny","Action":["billing:*","ce:*"],"Resource":"*"}""")
            .WithRole(Member, "viewer", OtherServices);
        var report = snapshot.Audit((Member, "viewer", "pro-forma-viewer"));
        Assert.Equal(Verdict.All, report.Role("viewer").Task("view-pro-forma"));
        Assert.DoesNotContain("BCA301", report.Rules());
    }

    [Fact]
    public void Standalone_account_has_no_scp_and_is_its_own_payer()
    {
        using var snapshot = new SmallSnapshot().WithoutOrganization().WithRole(Payer, "enroller", Enroll);
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        Assert.Equal(Payer, report.ManagementAccount);
        Assert.Equal(Verdict.All, report.Role("enroller").Task("enroll-accounts"));
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void Rcp_names_billing_conductor_has_no_effect_and_is_reported()
    {
        using var snapshot = new SmallSnapshot()
            .WithRcp("""{"Effect":"Deny","Principal":"*","Action":"billingconductor:*","Resource":"*"}""")
            .WithRole(Payer, "enroller", Enroll);
        var report = snapshot.Audit((Payer, "enroller", "account-enroller"));
        Assert.Equal(Verdict.All, report.Role("enroller").Task("enroll-accounts"));
        Assert.Equal("p-guard002", report.Only("BCA302").Draft.Subject.Key);
    }
}
