using System.Collections.Frozen;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect;

public sealed class PermittedActionsTests
{
    private static readonly ProfileCatalog Catalog = ProfileCatalog.Default;

    /// <summary>What the profile may hold of Billing Conductor, besides tasks and permits on other services.</summary>
    [Theory]
    [InlineData("abc-config-viewer", 10)]
    [InlineData("abc-viewer", 13)]
    [InlineData("chargeback-analyst", 5)]
    [InlineData("pro-forma-report-publisher", 0)]
    [InlineData("pricing-manager", 15)]
    [InlineData("billing-group-operator", 11)]
    [InlineData("account-enroller", 2)]
    [InlineData("custom-line-item-automation", 10)]
    [InlineData("billing-transfer-operator", 4)]
    [InlineData("abc-administrator", 34)]
    [InlineData("iac-deployer", 29)]
    [InlineData("billing-information-viewer", 0)]
    [InlineData("budgets-manager", 0)]
    [InlineData("cost-allocation-tag-manager", 0)]
    [InlineData("billing-alarm-manager", 0)]
    [InlineData("auditor", 5)]
    public void Profile_permits_so_many_of_the_34(string profile, int expected) =>
        Assert.Equal(
            expected, ServiceCatalog.Default.BillingConductorActions.Count(action => Permitted(profile).Contains(action.FullName)));

    [Theory]
    [InlineData("abc-viewer")]
    [InlineData("chargeback-analyst")]
    [InlineData("abc-administrator")]
    public void Report_actions_are_permitted_where_margins_are_read(string profile) => Assert.Equal(2, ReportActions(profile));

    [Fact]
    public void Report_actions_are_permitted_nowhere_else() =>
        Assert.Equal(
            ["abc-viewer", "chargeback-analyst", "abc-administrator"],
            Catalog.Profiles.Where(profile => ReportActions(profile.Id) > 0).Select(profile => profile.Id));

    [Fact]
    public void Account_enroller_may_not_remove_accounts() =>
        Assert.DoesNotContain("billingconductor:DisassociateAccounts", Permitted("account-enroller").Items);

    [Fact]
    public void Pricing_manager_may_not_write_billing_groups() =>
        Assert.DoesNotContain(Permitted("pricing-manager"), action => action.Contains("BillingGroup", StringComparison.Ordinal));

    [Fact]
    public void Permitted_ignores_case() =>
        Assert.Superset(new HashSet<string> { "BILLINGCONDUCTOR:listbillinggroups" }, Permitted("abc-viewer"));

    [Theory]
    [InlineData("create-pricing-rule", "pricing:DescribeServices")]
    [InlineData("enroll-accounts", "organizations:ListAccounts")]
    public void Permitted_holds_companions_of_the_tasks(string task, string action) =>
        Assert.Contains(action, Catalog.Permitted(new ProfileDefinition("own", "a profile of the configuration") { Tasks = [task] }).Items);

    /// <summary>AWSBillingConductorFullAccess v7 and the service-linked role: all that this profile requires.</summary>
    [Fact]
    public void Abc_administrator_requires_no_more_than_the_managed_policy_and_the_service_linked_role()
    {
        string[] others =
        [
            "organizations:ListAccounts", "organizations:DescribeResponsibilityTransfer", "pricing:DescribeServices",
            "iam:CreateServiceLinkedRole",
        ];
        var required = Catalog.Permitted(Catalog.FindProfile("abc-administrator")! with { Permits = [] });
        Assert.Equal(
            ServiceCatalog.Default.BillingConductorActions.Select(action => action.FullName).Concat(others).Order(StringComparer.Ordinal),
            required.Order(StringComparer.Ordinal));
    }

    private static int ReportActions(string profile) =>
        ServiceCatalog.Default.BillingConductorActions.Count(
            action => action.IsReportAction && Permitted(profile).Contains(action.FullName));

    private static FrozenSet<string> Permitted(string profile) => Catalog.Permitted(Catalog.FindProfile(profile)!);
}
