using Amazon.BillingConductor;
using Amazon.BillingConductor.Model;
using Auditor.Aws.Access;

namespace Auditor.Aws.Collect;

/// <summary>The four list calls of Billing Conductor, page by page.</summary>
internal sealed class InventoryLists(AwsAccess access, IAmazonBillingConductor client, string account, int pageSize)
{
    public Task<IReadOnlyList<BillingGroupListElement>> BillingGroupsAsync(CancellationToken cancellationToken) => Pages.ReadAsync(ApiOperation.ListBillingGroups, account, async next =>
    {
        var request = new ListBillingGroupsRequest { MaxResults = pageSize, NextToken = next };
        var page = await CallAsync(ApiOperation.ListBillingGroups, token => client.ListBillingGroupsAsync(request, token), cancellationToken).ConfigureAwait(false);
        return (page.BillingGroups, page.NextToken);
    });

    public Task<IReadOnlyList<PricingPlanListElement>> PricingPlansAsync(CancellationToken cancellationToken) => Pages.ReadAsync(ApiOperation.ListPricingPlans, account, async next =>
    {
        var request = new ListPricingPlansRequest { MaxResults = pageSize, NextToken = next };
        var page = await CallAsync(ApiOperation.ListPricingPlans, token => client.ListPricingPlansAsync(request, token), cancellationToken).ConfigureAwait(false);
        return (page.PricingPlans, page.NextToken);
    });

    public Task<IReadOnlyList<PricingRuleListElement>> PricingRulesAsync(CancellationToken cancellationToken) => Pages.ReadAsync(ApiOperation.ListPricingRules, account, async next =>
    {
        var request = new ListPricingRulesRequest { MaxResults = pageSize, NextToken = next };
        var page = await CallAsync(ApiOperation.ListPricingRules, token => client.ListPricingRulesAsync(request, token), cancellationToken).ConfigureAwait(false);
        return (page.PricingRules, page.NextToken);
    });

    public Task<IReadOnlyList<CustomLineItemListElement>> CustomLineItemsAsync(CancellationToken cancellationToken) => Pages.ReadAsync(ApiOperation.ListCustomLineItems, account, async next =>
    {
        var request = new ListCustomLineItemsRequest { MaxResults = pageSize, NextToken = next };
        var page = await CallAsync(ApiOperation.ListCustomLineItems, token => client.ListCustomLineItemsAsync(request, token), cancellationToken).ConfigureAwait(false);
        return (page.CustomLineItems, page.NextToken);
    });

    private Task<T> CallAsync<T>(ApiOperation operation, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        access.Calls.CallAsync(operation, account, call, cancellationToken);
}
