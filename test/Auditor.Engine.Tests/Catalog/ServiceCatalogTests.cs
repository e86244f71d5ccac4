namespace Auditor.Engine.Catalog;

public sealed class ServiceCatalogTests
{
    private static readonly ServiceCatalog Catalog = ServiceCatalog.Default;

    [Fact]
    public void BillingConductor_has_34_actions_in_ordinal_order()
    {
        var names = Catalog.BillingConductorActions.Select(action => action.Name).ToArray();

        Assert.Equal(34, names.Length);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Theory]
    [InlineData(AccessLevel.List, 4)]
    [InlineData(AccessLevel.Read, 9)]
    [InlineData(AccessLevel.Write, 19)]
    [InlineData(AccessLevel.Tagging, 2)]
    [InlineData(AccessLevel.PermissionsManagement, 0)]
    public void BillingConductor_levels_add_up(AccessLevel level, int count) =>
        Assert.Equal(count, Catalog.BillingConductorActions.Count(action => action.AccessLevel == level));

    [Fact]
    public void Wildcard_only_actions_are_nine() =>
        Assert.Equal(
            [
                "CreatePricingRule", "GetBillingTransferPreference", "ListAccountAssociations", "ListBillingGroupCostReports",
                "ListBillingGroups", "ListCustomLineItems", "ListPricingPlans", "ListPricingRules", "UpdateBillingTransferPreference",
            ],
            Catalog.BillingConductorActions.Where(action => action.IsWildcardOnly).Select(action => action.Name));

    [Fact]
    public void Report_actions_are_the_two_that_show_margins() =>
        Assert.Equal(
            ["GetBillingGroupCostReport", "ListBillingGroupCostReports"],
            Catalog.Services.Values.SelectMany(service => service.Actions).Where(
                action => action.IsReportAction).Select(action => action.Name));

    [Theory]
    [InlineData("billing", 33)]
    [InlineData("budgets", 13)]
    [InlineData("ce", 59)]
    [InlineData("cur", 12)]
    [InlineData("bcm-data-exports", 12)]
    [InlineData("bcm-pricing-calculator", 36)]
    [InlineData("consolidatedbilling", 2)]
    [InlineData("account", 17)]
    [InlineData("invoicing", 26)]
    [InlineData("payments", 24)]
    [InlineData("tax", 23)]
    [InlineData("pricing", 5)]
    [InlineData("organizations", 63)]
    [InlineData("cloudwatch", 20)]
    [InlineData("aws-portal", 9)]
    [InlineData("purchase-orders", 14)]
    [InlineData("freetier", 7)]
    [InlineData("cost-optimization-hub", 8)]
    [InlineData("billingconductor", 34)]
    public void Service_has_its_actions(string prefix, int count) => Assert.Equal(count, Catalog.Services[prefix].Actions.Length);

    [Fact]
    public void Services_are_19_with_keys_in_lower_case()
    {
        Assert.Equal(19, Catalog.Services.Count);
        Assert.All(Catalog.Services, service => Assert.Equal(service.Key.ToLowerInvariant(), service.Key));
    }

    [Theory]
    [InlineData("billingconductor:ListBillingGroups")]
    [InlineData("BILLINGCONDUCTOR:listbillinggroups")]
    public void FindAction_ignores_case(string name) =>
        Assert.Equal("billingconductor:ListBillingGroups", Catalog.FindAction(name)?.FullName);

    [Theory]
    [InlineData("billingconductor:GetPricingPlan")]
    [InlineData("billingconductor:GetPricingRule")]
    [InlineData("billing:GetPaymentMethods")]
    [InlineData("payments:PutPaymentInstrument")]
    [InlineData("billing:PutIAMAccessPreference")]
    [InlineData("budgets:CreateBudget")]
    [InlineData("pricingplanmanager:CreatePricingPlan")]
    [InlineData("billingconductor:*")]
    [InlineData("billingconductor:Li\u017FtBillingGroups")]
    [InlineData("ListBillingGroups")]
    [InlineData("")]
    public void FindAction_knows_no_fabricated_name(string name) => Assert.Null(Catalog.FindAction(name));

    [Theory]
    [InlineData("billingconductor", true)]
    [InlineData("AWS-Portal", true)]
    [InlineData("iam", false)]
    [InlineData("billing-conductor", false)]
    public void IsDetailedPrefix_is_true_of_the_19(string prefix, bool expected) =>
        Assert.Equal(expected, Catalog.IsDetailedPrefix(prefix));

    [Theory]
    [InlineData("DeleteBillingGroup", "aws:ResourceTag/Owner", true)]
    [InlineData("DeleteBillingGroup", "AWS:resourcetag/owner", true)]
    [InlineData("DeleteBillingGroup", "aws:ResourceTag/", false)]
    [InlineData("DeleteBillingGroup", "aws:RequestTag/Owner", false)]
    [InlineData("ListBillingGroups", "aws:ResourceTag/Owner", false)]
    [InlineData("CreatePricingRule", "aws:RequestTag/Owner", true)]
    [InlineData("CreatePricingRule", "aws:tagkeys", true)]
    [InlineData("CreatePricingRule", "aws:TagKeys/Owner", false)]
    [InlineData("UntagResource", "aws:TagKeys", true)]
    [InlineData("UntagResource", "aws:RequestTag/Owner", false)]
    [InlineData("UpdateBillingTransferPreference", "BillingConductor:pricingplanarn", true)]
    [InlineData("CreateBillingGroup", "billingconductor:PricingPlanArn", false)]
    public void CarriesKey_reads_the_row_and_its_types(string action, string key, bool expected) =>
        Assert.Equal(expected, Catalog.FindAction($"billingconductor:{action}")!.CarriesKey(key));

    [Fact]
    public void Resource_scoped_actions_all_carry_the_resource_tag() =>
        Assert.All(
            Catalog.BillingConductorActions,
            action => Assert.Equal(!action.IsWildcardOnly, action.CarriesKey("aws:ResourceTag/any")));

    [Theory]
    [InlineData("billingconductor", "billinggroup", "arn:aws:billingconductor::111122223333:billinggroup/probe00000")]
    [InlineData("billingconductor", "pricingplan", "arn:aws:billingconductor::111122223333:pricingplan/probe00000")]
    [InlineData("cur", "cur", "arn:aws:cur:us-east-1:111122223333:definition/probe00000")]
    [InlineData("cur", "billingview", "arn:aws:billing::111122223333:billingview/probe00000")]
    [InlineData("budgets", "BUDGETACTION", "arn:aws:budgets::111122223333:budget/probe00000/action/probe00000")]
    [InlineData("payments", "payment-instrument", "arn:aws:payments::111122223333:payment-instrument:probe00000")]
    [InlineData("account", "accountInOrganization", "arn:aws:account::111122223333:account/o-probe00000/probe00000")]
    public void ArnOf_fills_the_first_pattern(string service, string type, string expected) =>
        Assert.Equal(expected, Catalog.Services[service].ResourceTypes[type].ArnOf("aws", "us-east-1", "111122223333", "probe00000"));

    [Fact]
    public void Pricing_plans_of_AWS_live_under_the_account_aws() =>
        Assert.Contains(
            "arn:${Partition}:billingconductor::aws:pricingplan/${PricingPlanId}",
            Catalog.Services["billingconductor"].ResourceTypes["pricingplan"].ArnPatterns);

    [Fact]
    public void Every_action_of_the_catalogue_is_a_name_that_AWS_has() =>
        Assert.All(
            Catalog.Services.Values.Where(
                service => service.Prefix is not ("aws-portal" or "purchase-orders")).SelectMany(service => service.Actions),
            action => Assert.True(ActionNames.MatchesAction(action.FullName), action.FullName));

    [Theory]
    [InlineData("billingconductor", "aws:TagKeys", "ArrayOfString")]
    [InlineData("billingconductor", "billingconductor:pricingplanarn", "ARN")]
    public void ConditionKeys_have_the_type_that_AWS_writes(string service, string key, string type) =>
        Assert.Equal(type, Catalog.Services[service].ConditionKeys[key]);

    [Fact]
    public void Version_names_the_day_and_the_source() => Assert.Equal("2026-09-26 (iam-data 0.21.202609261)", Catalog.Version);

    [Theory]
    [InlineData("billingconductor", "billinggroup", "arn:aws:billingconductor::111122223333:billinggroup/210987654321", true)]
    [InlineData("billingconductor", "billinggroup", "arn:aws-cn:billingconductor::111122223333:billinggroup/210987654321", true)]
    [InlineData("billingconductor", "billinggroup", "arn:aws:billingconductor::111122223333:pricingplan/abc", false)]
    [InlineData("cloudwatch", "alarm", "arn:aws:billingconductor::111122223333:billinggroup/210987654321", false)]
    [InlineData("cloudwatch", "alarm", "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:bills", true)]
    [InlineData("cloudwatch", "alarm", "alarm:bills", false)]
    public void A_resource_type_tells_what_may_be_one_of_it(string service, string type, string arn, bool fits) =>
        Assert.Equal(fits, Catalog.Services[service].ResourceTypes[type].Fits(arn));
}
