using System.Globalization;

namespace Auditor.Engine.Catalog;

/// <summary>The table of Billing Conductor's actions as AWS documents it, row by row.</summary>
public sealed class BillingConductorActionTests
{
    private const string RequestTags = "aws:RequestTag/${TagKey} aws:TagKeys";

    /// <summary>Name, level, resource types (an asterisk: required), condition keys of the action's own row.</summary>
    public static TheoryData<string, AccessLevel, string, string> Rows => new()
    {
        { "AssociateAccounts", AccessLevel.Write, "billinggroup*", "" },
        { "AssociatePricingRules", AccessLevel.Write, "pricingplan* pricingrule*", "" },
        { "BatchAssociateResourcesToCustomLineItem", AccessLevel.Write, "customlineitem*", "" },
        { "BatchDisassociateResourcesFromCustomLineItem", AccessLevel.Write, "customlineitem*", "" },
        { "CreateBillingGroup", AccessLevel.Write, "pricingplan*", RequestTags },
        { "CreateCustomLineItem", AccessLevel.Write, "billinggroup*", RequestTags },
        { "CreatePricingPlan", AccessLevel.Write, "pricingrule*", RequestTags },
        { "CreatePricingRule", AccessLevel.Write, "", RequestTags },
        { "DeleteBillingGroup", AccessLevel.Write, "billinggroup*", "" },
        { "DeleteCustomLineItem", AccessLevel.Write, "customlineitem*", "" },
        { "DeletePricingPlan", AccessLevel.Write, "pricingplan*", "" },
        { "DeletePricingRule", AccessLevel.Write, "pricingrule*", "" },
        { "DisassociateAccounts", AccessLevel.Write, "billinggroup*", "" },
        { "DisassociatePricingRules", AccessLevel.Write, "pricingplan* pricingrule*", "" },
        { "GetBillingGroupCostReport", AccessLevel.Read, "billinggroup*", "" },
        { "GetBillingTransferPreference", AccessLevel.Read, "", "" },
        { "ListAccountAssociations", AccessLevel.List, "", "" },
        { "ListBillingGroupCostReports", AccessLevel.Read, "", "" },
        { "ListBillingGroups", AccessLevel.Read, "", "" },
        { "ListCustomLineItems", AccessLevel.Read, "", "" },
        { "ListCustomLineItemVersions", AccessLevel.Read, "customlineitem*", "" },
        { "ListPricingPlans", AccessLevel.Read, "", "" },
        { "ListPricingPlansAssociatedWithPricingRule", AccessLevel.List, "pricingrule*", "" },
        { "ListPricingRules", AccessLevel.Read, "", "" },
        { "ListPricingRulesAssociatedToPricingPlan", AccessLevel.List, "pricingplan*", "" },
        { "ListResourcesAssociatedToCustomLineItem", AccessLevel.List, "customlineitem*", "" },
        { "ListTagsForResource", AccessLevel.Read, "billinggroup customlineitem pricingplan pricingrule", RequestTags },
        { "TagResource", AccessLevel.Tagging, "billinggroup customlineitem pricingplan pricingrule", RequestTags },
        { "UntagResource", AccessLevel.Tagging, "billinggroup customlineitem pricingplan pricingrule", "aws:TagKeys" },
        { "UpdateBillingGroup", AccessLevel.Write, "billinggroup*", "" },
        { "UpdateBillingTransferPreference", AccessLevel.Write, "", "billingconductor:PricingPlanArn" },
        { "UpdateCustomLineItem", AccessLevel.Write, "customlineitem*", "" },
        { "UpdatePricingPlan", AccessLevel.Write, "pricingplan*", "" },
        { "UpdatePricingRule", AccessLevel.Write, "pricingrule*", "" },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Action_is_catalogued_as_documented(string name, AccessLevel level, string resources, string keys)
    {
        var action = Find(name);

        Assert.Equal(level, action.AccessLevel);
        Assert.Equal(
            Words(resources),
            action.Resources.Where(DocumentedByTheReference(name)).Select(type => type.Required ? type.Type + "*" : type.Type));
        Assert.Equal(Words(keys), action.ConditionKeys);
    }

    [Fact]
    public void Rows_are_all_actions() =>
        Assert.Equal(
            Rows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal),
            ServiceCatalog.Default.BillingConductorActions.Select(action => action.Name));

    [Fact]
    public void CreateBillingGroup_names_the_billing_group_as_an_optional_type() =>
        Assert.Contains(new ActionResource("billinggroup", false), Find("CreateBillingGroup").Resources);

    [Theory]
    [InlineData("CreateBillingGroup", "pricingplan")]
    [InlineData("CreateCustomLineItem", "billinggroup")]
    [InlineData("CreatePricingPlan", "pricingrule")]
    [InlineData("CreatePricingRule", "")]
    [InlineData("AssociatePricingRules", "pricingplan pricingrule")]
    [InlineData("TagResource", "billinggroup customlineitem pricingplan pricingrule")]
    public void AuthorizedTypes_are_the_required_ones_else_the_optional_ones(string name, string types) =>
        Assert.Equal(Words(types), Find(name).AuthorizedTypes);

    [Theory]
    [InlineData("ListAccountAssociations", "organizations:ListAccounts", null)]
    [InlineData("GetBillingTransferPreference", "organizations:DescribeResponsibilityTransfer", null)]
    [InlineData("UpdateBillingTransferPreference", "organizations:DescribeResponsibilityTransfer", null)]
    [InlineData(
        "UpdateBillingTransferPreference",
        "iam:CreateServiceLinkedRole",
        "Enabled=true; condition iam:AWSServiceName=billingconductor.amazonaws.com")]
    [InlineData("CreateBillingGroup", "billingconductor:TagResource", "request carries Tags")]
    [InlineData("CreateCustomLineItem", "billingconductor:TagResource", "request carries Tags")]
    [InlineData("CreatePricingPlan", "billingconductor:TagResource", "request carries Tags")]
    [InlineData("CreatePricingRule", "billingconductor:TagResource", "request carries Tags")]
    [InlineData("CreatePricingRule", "pricing:DescribeServices", "Billing Conductor console")]
    public void DependentActions_are_those_that_AWS_checks_besides(string name, string dependent, string? when) =>
        Assert.Contains(new DependentAction(dependent, when), Find(name).DependentActions);

    [Theory]
    [InlineData("ListCustomLineItemVersions", "2022-11-08")]
    [InlineData("GetBillingGroupCostReport", "2023-12-14")]
    [InlineData("GetBillingTransferPreference", "2026-09-21")]
    [InlineData("UpdateBillingTransferPreference", "2026-09-21")]
    public void Added_is_the_first_day_of_an_action_that_came_later(string name, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), Find(name).Added);

    [Fact]
    public void Added_is_null_for_the_30_actions_of_the_first_release() =>
        Assert.Equal(30, ServiceCatalog.Default.BillingConductorActions.Count(action => action.Added is null));

    private static CatalogAction Find(string name) => ServiceCatalog.Default.FindAction($"billingconductor:{name}")!;

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The reference knows only the pricing plan of CreateBillingGroup; the service-linked role's policy adds the group.</summary>
    private static Func<ActionResource, bool> DocumentedByTheReference(string name) =>
        type => name != "CreateBillingGroup" || type.Required;
}
