using Amazon.BillingConductor.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.BillingConductor;

public interface IAmazonBillingConductor : IAmazonService, IDisposable
{
    IBillingConductorPaginatorFactory Paginators { get; }

    Task<ListBillingGroupsResponse> ListBillingGroupsAsync(ListBillingGroupsRequest request, CancellationToken cancellationToken = default);

    Task<ListCustomLineItemsResponse> ListCustomLineItemsAsync(
        ListCustomLineItemsRequest request, CancellationToken cancellationToken = default);

    Task<ListPricingPlansResponse> ListPricingPlansAsync(ListPricingPlansRequest request, CancellationToken cancellationToken = default);

    Task<ListPricingRulesResponse> ListPricingRulesAsync(ListPricingRulesRequest request, CancellationToken cancellationToken = default);

    Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);
}
