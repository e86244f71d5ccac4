using Amazon.Organizations.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using StandIn;

namespace Amazon.Organizations;

public class AmazonOrganizationsClient : AmazonServiceClient, IAmazonOrganizations
{
    public AmazonOrganizationsClient()
        : base(new AmazonOrganizationsConfig())
    {
    }

    public AmazonOrganizationsClient(RegionEndpoint region)
        : base(new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    public AmazonOrganizationsClient(AmazonOrganizationsConfig config)
        : base(config)
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials)
        : this(credentials, new AmazonOrganizationsConfig())
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonOrganizationsConfig { RegionEndpoint = region })
    {
    }

    public AmazonOrganizationsClient(AWSCredentials credentials, AmazonOrganizationsConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public IOrganizationsPaginatorFactory Paginators => field ??= new OrganizationsPaginatorFactory(this);

    protected override IServiceMetadata ServiceMetadata { get; } = new ServiceMetadata(AmazonOrganizationsConfig.ServiceId);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonOrganizationsConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonOrganizationsClient(awsCredentials, (AmazonOrganizationsConfig)clientConfig);

    public virtual Task<DescribeOrganizationResponse> DescribeOrganizationAsync(
        DescribeOrganizationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeOrganizationResponse>(request, Operations.DescribeOrganization.Options(), cancellationToken);

    public virtual Task<ListRootsResponse> ListRootsAsync(ListRootsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRootsResponse>(request, Operations.ListRoots.Options(), cancellationToken);

    public virtual Task<ListAccountsResponse> ListAccountsAsync(
        ListAccountsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsResponse>(request, Operations.ListAccounts.Options(), cancellationToken);

    public virtual Task<ListAccountsForParentResponse> ListAccountsForParentAsync(
        ListAccountsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccountsForParentResponse>(request, Operations.ListAccountsForParent.Options(), cancellationToken);

    public virtual Task<ListOrganizationalUnitsForParentResponse> ListOrganizationalUnitsForParentAsync(
        ListOrganizationalUnitsForParentRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListOrganizationalUnitsForParentResponse>(
            request, Operations.ListOrganizationalUnitsForParent.Options(), cancellationToken);

    public virtual Task<ListPoliciesResponse> ListPoliciesAsync(
        ListPoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPoliciesResponse>(request, Operations.ListPolicies.Options(), cancellationToken);

    public virtual Task<ListPoliciesForTargetResponse> ListPoliciesForTargetAsync(
        ListPoliciesForTargetRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListPoliciesForTargetResponse>(request, Operations.ListPoliciesForTarget.Options(), cancellationToken);

    public virtual Task<ListTargetsForPolicyResponse> ListTargetsForPolicyAsync(
        ListTargetsForPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListTargetsForPolicyResponse>(request, Operations.ListTargetsForPolicy.Options(), cancellationToken);

    public virtual Task<DescribePolicyResponse> DescribePolicyAsync(
        DescribePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribePolicyResponse>(request, Operations.DescribePolicy.Options(), cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        ((ClientConfig)Config).DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => StandInClient.Customize(pipeline);
}
