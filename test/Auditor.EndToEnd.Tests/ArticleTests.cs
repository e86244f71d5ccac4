using System.Text.RegularExpressions;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using static Auditor.EndToEnd.Tests.SmallSnapshot;

namespace Auditor.EndToEnd.Tests;

/// <summary>One test for each claim of docs/article.md that the product can show, and the document's own commands.</summary>
public sealed partial class ArticleTests
{
    private const string Topics =
        """{"Effect":"Allow","Action":["billing:*","budgets:*","ce:*","cur:*","cloudwatch:*"],"Resource":"*"}""";

    private static ReadOnlySpan<char> BillingConductor => "billingconductor:";

    [Fact]
    public void Claim_1_no_action_of_billing_conductor_changes_an_invoice()
    {
        var types = ServiceCatalog.Default.BillingConductorActions.SelectMany(
            action => action.AuthorizedTypes).Distinct(StringComparer.Ordinal);
        Assert.Equal(["billinggroup", "customlineitem", "pricingplan", "pricingrule"], types.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Claim_4_access_to_billing_information_and_alarms_is_no_access_to_billing_conductor()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "reader", Topics);
        Assert.Equal(0, snapshot.Audit().Role("reader").HeldCount());
        using var answer = new SimulationFile("article-topics.json");
        Assert.All(
            answer.Decisions,
            decision => Assert.Equal(decision.Key.AsSpan().StartsWith(BillingConductor) ? "implicitDeny" : "allowed", decision.Value));
    }

    [Fact]
    public void Claim_4_access_to_billing_conductor_needs_no_billing_information_and_no_alarms()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "admin", ReadWriteEverywhere);
        Assert.Equal(34, snapshot.Audit().Role("admin").HeldCount());
    }

    [Fact]
    public void Claim_4_reports_are_read_and_not_created()
    {
        var reports = ServiceCatalog.Default.BillingConductorActions.Where(
            action => action.Name.Contains("Report", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["GetBillingGroupCostReport", "ListBillingGroupCostReports"], reports.Select(action => action.Name));
        Assert.All(reports, action => Assert.Equal(AccessLevel.Read, action.AccessLevel));
    }

    [Fact]
    public void Claim_5_a_policy_without_the_action_is_the_cause()
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer, "analyst", """{"Effect":"Allow","Action":"billingconductor:ListBillingGroups","Resource":"*"}""");
        var denied = snapshot.Audit((Payer, "analyst", "chargeback-analyst")).Only("BCA101");
        Assert.Equal(["billingconductor:GetBillingGroupCostReport", "billingconductor:ListBillingGroupCostReports"], denied.Draft.Actions);
        Assert.Equal([PolicyLayer.Identity], denied.Blockers.Select(blocker => blocker.Layer));
    }

    [Fact]
    public void Claim_5_a_permissions_boundary_takes_away_what_the_policy_grants()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "analyst", ReadWriteEverywhere, boundary: Topics);
        var report = snapshot.Audit((Payer, "analyst", "chargeback-analyst"));
        Assert.Equal([PolicyLayer.PermissionsBoundary], report.Only("BCA101").Blockers.Select(blocker => blocker.Layer));
        using var answer = new SimulationFile("permissions-boundary.json");
        Assert.Equal("implicitDeny", Assert.Single(answer.Decisions).Value);
    }

    [Fact]
    public void Claim_5_a_session_policy_takes_away_what_the_policy_grants()
    {
        using var answer = new SimulationFile("session-policy.json");
        Assert.Equal(["allowed", "implicitDeny"], answer.Decisions.Values);
    }

    [Fact]
    public void Claim_6_what_it_needs_of_organizations_is_a_right_to_list_accounts()
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer, "enroller", """{"Effect":"Allow","Action":"billingconductor:*","Resource":"*"}""");
        var lacking = snapshot.Audit((Payer, "enroller", "account-enroller")).Only("BCA103");
        Assert.Equal("organizations:ListAccounts", lacking.Draft.Matter);
    }

    [Fact]
    public void Claim_7_an_scp_never_binds_the_payer()
    {
        using var snapshot = new SmallSnapshot()
            .WithScp("""{"Effect":"Deny","Action":"billingconductor:*","Resource":"*"}""")
            .WithRole(Payer, "admin", ReadWriteEverywhere);
        var report = snapshot.Audit();
        Assert.Equal(34, report.Role("admin").HeldCount());
        Assert.Contains("never bind the payer", report.Only("BCA302").Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Claim_7_in_a_member_account_not_the_scp_but_the_account_is_the_cause()
    {
        using var snapshot = new SmallSnapshot().WithRole(Member, "admin", ReadWriteEverywhere);
        var report = snapshot.Audit((Member, "admin", "chargeback-analyst"));
        Assert.Equal([PolicyLayer.Account], report.Only("BCA101").Blockers.Select(blocker => blocker.Layer));
    }

    [Fact]
    public void Claim_8_twenty_five_of_thirty_four_actions_take_a_resource()
    {
        Assert.Equal(34, ServiceCatalog.Default.BillingConductorActions.Length);
        Assert.Equal(25, ServiceCatalog.Default.BillingConductorActions.Count(action => !action.IsWildcardOnly));
        using var answer = new SimulationFile("one-billing-group.json");
        Assert.Equal(["allowed", "implicitDeny"], answer.ResourceDecisions);
    }

    [Theory]
    [InlineData("arn:aws:budgets::111122223333:budget/*")]
    [InlineData("arn:aws:cloudwatch:us-east-1:111122223333:alarm:*")]
    [InlineData("arn:aws:ce::111122223333:costcategory/*")]
    public void Claim_9_an_arn_of_another_service_grants_nothing(string resource)
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer, "operator", $$"""{"Effect":"Allow","Action":"billingconductor:*","Resource":"{{resource}}"}""");
        var report = snapshot.Audit();
        Assert.Equal(0, report.Role("operator").HeldCount());
        Assert.Equal("resource billingconductor:*", report.Only("BCA403").Draft.Matter);
    }

    [Fact]
    public void Claim_9_simulated_on_a_billing_group_it_is_denied()
    {
        using var answer = new SimulationFile("budgets-arn.json");
        Assert.All(answer.Decisions.Values, decision => Assert.Equal("implicitDeny", decision));
    }

    [Fact]
    public void Claim_10_billing_star_grants_none_of_thirty_four_actions()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "analyst", """{"Effect":"Allow","Action":"billing:*","Resource":"*"}""");
        var report = snapshot.Audit((Payer, "analyst", "chargeback-analyst"));
        Assert.Equal(0, report.Role("analyst").HeldCount());
        Assert.Equal(["BCA101", "BCA401"], report.Rules());
        Assert.Equal("billing-prefix", report.Only("BCA401").Draft.Matter);
    }

    [Fact]
    public void Claim_10_billing_star_grants_thirty_three_actions_of_another_service()
    {
        Assert.Equal(33, ServiceCatalog.Default.Services["billing"].Actions.Length);
        using var answer = new SimulationFile("billing-star.json");
        var (denied, allowed) = (
            answer.Decisions.Where(decision => decision.Value == "implicitDeny"),
            answer.Decisions.Where(decision => decision.Value == "allowed"));
        Assert.Equal(
            ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName).Order(StringComparer.Ordinal),
            denied.Select(decision => decision.Key));
        Assert.Equal(
            ["billing:RedeemCredits", "billing:UpdateIAMAccessPreference", "billing:PutResourcePolicy"],
            allowed.Select(decision => decision.Key));
    }

    [Fact]
    public void Claim_11_a_pattern_is_no_policy()
    {
        using var answer = new SimulationFile("pattern-is-no-policy.json");
        Assert.Equal("InvalidInput", answer.ErrorCode);
    }

    [Fact]
    public void Claim_12_more_than_the_profile_needs_is_found()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "analyst", ReadWriteEverywhere);
        Assert.Contains("BCA201", snapshot.Audit((Payer, "analyst", "chargeback-analyst")).Rules());
    }

    [Theory]
    [InlineData("budgets:*")]
    [InlineData("ce:*CostAllocationTag*")]
    public void Claim_13_budgets_and_cost_allocation_tags_change_no_answer(string action)
    {
        using var snapshot = new SmallSnapshot()
            .WithRole(Payer, "without", """{"Effect":"Allow","Action":"billingconductor:ListBillingGroups","Resource":"*"}""")
            .WithRole(
                Payer, "with", $$"""{"Effect":"Allow","Action":["billingconductor:ListBillingGroups","{{action}}"],"Resource":"*"}""");
        var report = snapshot.Audit();
        Assert.Equal(1, report.Role("with").HeldCount());
        Assert.Equal(report.Role("without").Held, report.Role("with").Held);
    }

    [Fact]
    public void Omitted_pricing_describe_services_is_needed_in_the_console_to_create_a_pricing_rule()
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer,
            "author",
            """{"Effect":"Allow","Action":["billingconductor:CreatePricingRule","billingconductor:ListPricingRules"],"Resource":"*"}""");
        Assert.Equal("pricing:DescribeServices", snapshot.Audit((Payer, "author", "rule-author")).Only("BCA103").Draft.Matter);
    }

    [Fact]
    public void Omitted_the_organizational_units_are_read_from_organizations()
    {
        using var snapshot = new SmallSnapshot().WithRole(
            Payer,
            "importer",
            """
            {"Effect":"Allow","Action":["billingconductor:*","organizations:ListAccounts","pricing:DescribeServices"],"Resource":"*"}
            """);
        Assert.Equal("import-ou", snapshot.Audit((Payer, "importer", "ou-importer")).Only("BCA101").Draft.Matter);
    }

    [Fact]
    public void Omitted_a_region_guard_has_to_let_us_east_1_through()
    {
        using var answer = new SimulationFile("region-guard.json");
        Assert.Equal("explicitDeny", Assert.Single(answer.Decisions).Value);
    }

    [Fact]
    public void Omitted_the_billing_transfer_preference_needs_a_service_linked_role()
    {
        using var snapshot = new SmallSnapshot().WithRole(Payer, "admin", ReadWriteEverywhere);
        var lacking = snapshot.Audit(
            (Payer, "admin", "abc-administrator")).Findings.Where(finding =>
                finding.Rule == "BCA103").Select(finding => finding.Draft.Matter).ToArray();
        Assert.Contains("iam:CreateServiceLinkedRole", lacking);
        Assert.Contains("organizations:DescribeResponsibilityTransfer", lacking);
    }

    [Fact]
    public void Document_has_every_claim_with_its_verdict_and_source()
    {
        var text = Document();
        for (var claim = 1; claim <= 14; claim++)
        {
            var section = text.Split($"\n## {claim}. ")[1].Split("\n## ")[0];
            Assert.Contains("\nVerdict: ", section, StringComparison.Ordinal);
            Assert.Contains("\nAWS: [", section, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Document_every_command_in_it_runs()
    {
        var commands = Commands().Matches(Document()).Select(
            match => match.Groups["arguments"].Value).Distinct(StringComparer.Ordinal).ToArray();
        Assert.True(commands.Length > 20);
        foreach (var command in commands)
        {
            var result = await AuditorProcess.RunAsync(command.Split(' '));
            Assert.True(
                result.ExitCode is 0 or 2 && result.Error.Length == 0, $"auditor {command}: exit code {result.ExitCode}\n{result.Error}");
        }
    }

    private static string Document() => File.ReadAllText(Path.Combine(Repository.Root, "docs", "article.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(
        @"(^|`)auditor (?<arguments>[^`\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Commands();
}
