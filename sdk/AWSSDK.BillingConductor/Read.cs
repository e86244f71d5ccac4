using System.Text.Json;
using Amazon.BillingConductor.Model;
using StandIn;

namespace Amazon.BillingConductor;

/// <summary>Reads the shapes of answers.</summary>
internal static class Read
{
    public static BillingGroupListElement BillingGroupListElement(JsonElement x) => new()
    {
        Name = x.Text("Name"),
        Arn = x.Text("Arn"),
        Description = x.Text("Description"),
        PrimaryAccountId = x.Text("PrimaryAccountId"),
        ComputationPreference = x.Shape("ComputationPreference", ComputationPreference),
        Size = x.Long("Size"),
        CreationTime = x.Long("CreationTime"),
        LastModifiedTime = x.Long("LastModifiedTime"),
        Status = x.Text("Status")!,
        StatusReason = x.Text("StatusReason"),
        AccountGrouping = x.Shape("AccountGrouping", ListBillingGroupAccountGrouping),
        BillingGroupType = x.Text("BillingGroupType")!,
    };

    public static ComputationPreference ComputationPreference(JsonElement x) => new()
    {
        PricingPlanArn = x.Text("PricingPlanArn"),
    };

    public static CustomLineItemListElement CustomLineItemListElement(JsonElement x) => new()
    {
        Arn = x.Text("Arn"),
        Name = x.Text("Name"),
        ChargeDetails = x.Shape("ChargeDetails", ListCustomLineItemChargeDetails),
        CurrencyCode = x.Text("CurrencyCode")!,
        Description = x.Text("Description"),
        ProductCode = x.Text("ProductCode"),
        BillingGroupArn = x.Text("BillingGroupArn"),
        CreationTime = x.Long("CreationTime"),
        LastModifiedTime = x.Long("LastModifiedTime"),
        AssociationSize = x.Long("AssociationSize"),
        AccountId = x.Text("AccountId"),
        ComputationRule = x.Text("ComputationRule")!,
        PresentationDetails = x.Shape("PresentationDetails", PresentationObject),
    };

    public static FreeTierConfig FreeTierConfig(JsonElement x) => new()
    {
        Activated = x.Bool("Activated"),
    };

    public static LineItemFilter LineItemFilter(JsonElement x) => new()
    {
        Attribute = x.Text("Attribute")!,
        MatchOption = x.Text("MatchOption")!,
        Values = x.Texts("Values"),
        AttributeValues = x.Texts("AttributeValues"),
    };

    public static ListBillingGroupAccountGrouping ListBillingGroupAccountGrouping(JsonElement x) => new()
    {
        AutoAssociate = x.Bool("AutoAssociate"),
        ResponsibilityTransferArn = x.Text("ResponsibilityTransferArn"),
    };

    public static ListCustomLineItemChargeDetails ListCustomLineItemChargeDetails(JsonElement x) => new()
    {
        Flat = x.Shape("Flat", ListCustomLineItemFlatChargeDetails),
        Percentage = x.Shape("Percentage", ListCustomLineItemPercentageChargeDetails),
        Type = x.Text("Type")!,
        LineItemFilters = x.List("LineItemFilters", LineItemFilter),
    };

    public static ListCustomLineItemFlatChargeDetails ListCustomLineItemFlatChargeDetails(JsonElement x) => new()
    {
        ChargeValue = x.Double("ChargeValue"),
    };

    public static ListCustomLineItemPercentageChargeDetails ListCustomLineItemPercentageChargeDetails(JsonElement x) => new()
    {
        PercentageValue = x.Double("PercentageValue"),
    };

    public static PresentationObject PresentationObject(JsonElement x) => new()
    {
        Service = x.Text("Service"),
    };

    public static PricingPlanListElement PricingPlanListElement(JsonElement x) => new()
    {
        Name = x.Text("Name"),
        Arn = x.Text("Arn"),
        Description = x.Text("Description"),
        Size = x.Long("Size"),
        CreationTime = x.Long("CreationTime"),
        LastModifiedTime = x.Long("LastModifiedTime"),
    };

    public static PricingRuleListElement PricingRuleListElement(JsonElement x) => new()
    {
        Name = x.Text("Name"),
        Arn = x.Text("Arn"),
        Description = x.Text("Description"),
        Scope = x.Text("Scope")!,
        Type = x.Text("Type")!,
        ModifierPercentage = x.Double("ModifierPercentage"),
        Service = x.Text("Service"),
        AssociatedPricingPlanCount = x.Long("AssociatedPricingPlanCount"),
        CreationTime = x.Long("CreationTime"),
        LastModifiedTime = x.Long("LastModifiedTime"),
        BillingEntity = x.Text("BillingEntity"),
        Tiering = x.Shape("Tiering", Tiering),
        UsageType = x.Text("UsageType"),
        Operation = x.Text("Operation"),
    };

    public static Tiering Tiering(JsonElement x) => new()
    {
        FreeTier = x.Shape("FreeTier", FreeTierConfig),
    };
}
