using Amazon.BillingConductor.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StandIn;

namespace Amazon.BillingConductor;

public class AmazonBillingConductorClient : AmazonServiceClient, IAmazonBillingConductor
{
    public AmazonBillingConductorClient()
        : base(new AmazonBillingConductorConfig())
    {
    }

    public AmazonBillingConductorClient(RegionEndpoint region)
        : base(new AmazonBillingConductorConfig { RegionEndpoint = region })
    {
    }

    public AmazonBillingConductorClient(AmazonBillingConductorConfig config)
        : base(config)
    {
    }

    public AmazonBillingConductorClient(AWSCredentials credentials)
        : this(credentials, new AmazonBillingConductorConfig())
    {
    }

    public AmazonBillingConductorClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonBillingConductorConfig { RegionEndpoint = region })
    {
    }

    public AmazonBillingConductorClient(AWSCredentials credentials, AmazonBillingConductorConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public IBillingConductorPaginatorFactory Paginators => field ??= new BillingConductorPaginatorFactory(this);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonBillingConductorConfig.ServiceId);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonBillingConductorConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonBillingConductorClient(awsCredentials, (AmazonBillingConductorConfig)clientConfig);

    public virtual Task<ListBillingGroupsResponse> ListBillingGroupsAsync(
        ListBillingGroupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListBillingGroupsResponse>(request, Operations.ListBillingGroups.Options(), cancellationToken);

    public virtual Task<ListCustomLineItemsResponse> ListCustomLineItemsAsync(
        ListCustomLineItemsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListCustomLineItemsResponse>(request, Operations.ListCustomLineItems.Options(), cancellationToken);

    public virtual Task<ListPricingPlansResponse> ListPricingPlansAsync(
        ListPricingPlansRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPricingPlansResponse>(request, Operations.ListPricingPlans.Options(), cancellationToken);

    public virtual Task<ListPricingRulesResponse> ListPricingRulesAsync(
        ListPricingRulesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPricingRulesResponse>(request, Operations.ListPricingRules.Options(), cancellationToken);

    public virtual Task<ListTagsForResourceResponse> ListTagsForResourceAsync(
        ListTagsForResourceRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTagsForResourceResponse>(request, Operations.ListTagsForResource.Options(), cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((ClientConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInClient.Customize(pipeline);
}
