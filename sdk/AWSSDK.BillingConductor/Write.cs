using System.Text.Json;
using Amazon.BillingConductor.Model;
using StandIn;

namespace Amazon.BillingConductor;

/// <summary>Writes the shapes of requests.</summary>
internal static class Write
{
    public static void ListBillingGroupsFilter(ListBillingGroupsFilter shape, Utf8JsonWriter writer) => writer
        .Add("Arns", shape.Arns)
        .Add("PricingPlan", shape.PricingPlan)
        .Add("Statuses", shape.Statuses)
        .Add("AutoAssociate", shape.AutoAssociate)
        .Add("PrimaryAccountIds", shape.PrimaryAccountIds)
        .Add("BillingGroupTypes", shape.BillingGroupTypes)
        .Add("Names", shape.Names, StringSearch)
        .Add("ResponsibilityTransferArns", shape.ResponsibilityTransferArns);

    public static void ListCustomLineItemsFilter(ListCustomLineItemsFilter shape, Utf8JsonWriter writer) => writer
        .Add("Names", shape.Names)
        .Add("BillingGroups", shape.BillingGroups)
        .Add("Arns", shape.Arns)
        .Add("AccountIds", shape.AccountIds);

    public static void ListPricingPlansFilter(ListPricingPlansFilter shape, Utf8JsonWriter writer) => writer
        .Add("Arns", shape.Arns);

    public static void ListPricingRulesFilter(ListPricingRulesFilter shape, Utf8JsonWriter writer) => writer
        .Add("Arns", shape.Arns);

    public static void StringSearch(StringSearch shape, Utf8JsonWriter writer) => writer
        .Add("SearchOption", shape.SearchOption)
        .Add("SearchValue", shape.SearchValue);
}
