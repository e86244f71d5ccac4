using Amazon.BillingConductor.Model;
using StandIn;
using static Amazon.BillingConductor.Read;
using static Amazon.BillingConductor.Write;

namespace Amazon.BillingConductor;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    private static readonly ServiceModel Service = new("Amazon.BillingConductor", "2021-07-30", Errors.Make);

    public static readonly RestJsonOperation<ListBillingGroupsRequest, ListBillingGroupsResponse> ListBillingGroups = new(
        "POST", "/list-billing-groups", Service, _ => [],
        (request, writer) => writer
            .Add("BillingPeriod", request.BillingPeriod)
            .Add("MaxResults", request.MaxResults)
            .Add("NextToken", request.NextToken)
            .AddShape("Filters", request.Filters, ListBillingGroupsFilter),
        result => new ListBillingGroupsResponse
        {
            BillingGroups = result.List("BillingGroups", BillingGroupListElement),
            NextToken = result.Text("NextToken"),
        });

    public static readonly RestJsonOperation<ListCustomLineItemsRequest, ListCustomLineItemsResponse> ListCustomLineItems = new(
        "POST", "/list-custom-line-items", Service, _ => [],
        (request, writer) => writer
            .Add("BillingPeriod", request.BillingPeriod)
            .Add("MaxResults", request.MaxResults)
            .Add("NextToken", request.NextToken)
            .AddShape("Filters", request.Filters, ListCustomLineItemsFilter),
        result => new ListCustomLineItemsResponse
        {
            CustomLineItems = result.List("CustomLineItems", CustomLineItemListElement),
            NextToken = result.Text("NextToken"),
        });

    public static readonly RestJsonOperation<ListPricingPlansRequest, ListPricingPlansResponse> ListPricingPlans = new(
        "POST", "/list-pricing-plans", Service, _ => [],
        (request, writer) => writer
            .Add("BillingPeriod", request.BillingPeriod)
            .AddShape("Filters", request.Filters, ListPricingPlansFilter)
            .Add("MaxResults", request.MaxResults)
            .Add("NextToken", request.NextToken),
        result => new ListPricingPlansResponse
        {
            BillingPeriod = result.Text("BillingPeriod"),
            PricingPlans = result.List("PricingPlans", PricingPlanListElement),
            NextToken = result.Text("NextToken"),
        });

    public static readonly RestJsonOperation<ListPricingRulesRequest, ListPricingRulesResponse> ListPricingRules = new(
        "POST", "/list-pricing-rules", Service, _ => [],
        (request, writer) => writer
            .Add("BillingPeriod", request.BillingPeriod)
            .AddShape("Filters", request.Filters, ListPricingRulesFilter)
            .Add("MaxResults", request.MaxResults)
            .Add("NextToken", request.NextToken),
        result => new ListPricingRulesResponse
        {
            BillingPeriod = result.Text("BillingPeriod"),
            PricingRules = result.List("PricingRules", PricingRuleListElement),
            NextToken = result.Text("NextToken"),
        });

    public static readonly RestJsonOperation<ListTagsForResourceRequest, ListTagsForResourceResponse> ListTagsForResource = new(
        "GET", "/tags/{ResourceArn}", Service, request => [("{ResourceArn}", request.ResourceArn)],
        (_, _) => { },
        result => new ListTagsForResourceResponse
        {
            Tags = result.Map("Tags"),
        });
}
