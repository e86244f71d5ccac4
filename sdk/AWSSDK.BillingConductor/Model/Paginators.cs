using Amazon.Runtime;
using StandIn;

namespace Amazon.BillingConductor.Model;

public interface IBillingConductorPaginatorFactory
{
    IListBillingGroupsPaginator ListBillingGroups(ListBillingGroupsRequest request);

    IListCustomLineItemsPaginator ListCustomLineItems(ListCustomLineItemsRequest request);

    IListPricingPlansPaginator ListPricingPlans(ListPricingPlansRequest request);

    IListPricingRulesPaginator ListPricingRules(ListPricingRulesRequest request);
}

public interface IListBillingGroupsPaginator
{
    IPaginatedEnumerable<ListBillingGroupsResponse> Responses { get; }
}

public interface IListCustomLineItemsPaginator
{
    IPaginatedEnumerable<ListCustomLineItemsResponse> Responses { get; }
}

public interface IListPricingPlansPaginator
{
    IPaginatedEnumerable<ListPricingPlansResponse> Responses { get; }
}

public interface IListPricingRulesPaginator
{
    IPaginatedEnumerable<ListPricingRulesResponse> Responses { get; }
}

internal sealed class BillingConductorPaginatorFactory(IAmazonBillingConductor client) : IBillingConductorPaginatorFactory
{
    public IListBillingGroupsPaginator ListBillingGroups(ListBillingGroupsRequest request) =>
        new ListBillingGroupsPaginator(client, request);

    public IListCustomLineItemsPaginator ListCustomLineItems(ListCustomLineItemsRequest request) =>
        new ListCustomLineItemsPaginator(client, request);

    public IListPricingPlansPaginator ListPricingPlans(ListPricingPlansRequest request) => new ListPricingPlansPaginator(client, request);

    public IListPricingRulesPaginator ListPricingRules(ListPricingRulesRequest request) => new ListPricingRulesPaginator(client, request);
}

internal sealed class ListBillingGroupsPaginator(IAmazonBillingConductor client, ListBillingGroupsRequest request)
    : Paginator<ListBillingGroupsRequest, ListBillingGroupsResponse>(
    request, client.ListBillingGroupsAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListBillingGroupsPaginator;

internal sealed class ListCustomLineItemsPaginator(IAmazonBillingConductor client, ListCustomLineItemsRequest request)
    : Paginator<ListCustomLineItemsRequest, ListCustomLineItemsResponse>(
    request, client.ListCustomLineItemsAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListCustomLineItemsPaginator;

internal sealed class ListPricingPlansPaginator(IAmazonBillingConductor client, ListPricingPlansRequest request)
    : Paginator<ListPricingPlansRequest, ListPricingPlansResponse>(
    request, client.ListPricingPlansAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListPricingPlansPaginator;

internal sealed class ListPricingRulesPaginator(IAmazonBillingConductor client, ListPricingRulesRequest request)
    : Paginator<ListPricingRulesRequest, ListPricingRulesResponse>(
    request, client.ListPricingRulesAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListPricingRulesPaginator;
