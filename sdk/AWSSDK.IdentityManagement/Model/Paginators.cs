using Amazon.Runtime;
using StandIn;

namespace Amazon.IdentityManagement.Model;

public interface IIdentityManagementServicePaginatorFactory
{
    IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request);

    ISimulatePrincipalPolicyPaginator SimulatePrincipalPolicy(SimulatePrincipalPolicyRequest request);
}

public interface IGetAccountAuthorizationDetailsPaginator
{
    IPaginatedEnumerable<GetAccountAuthorizationDetailsResponse> Responses { get; }
}

public interface ISimulatePrincipalPolicyPaginator
{
    IPaginatedEnumerable<SimulatePrincipalPolicyResponse> Responses { get; }
}

internal sealed class IdentityManagementServicePaginatorFactory(IAmazonIdentityManagementService client)
    : IIdentityManagementServicePaginatorFactory
{
    public IGetAccountAuthorizationDetailsPaginator GetAccountAuthorizationDetails(GetAccountAuthorizationDetailsRequest request) =>
        new GetAccountAuthorizationDetailsPaginator(client, request);

    public ISimulatePrincipalPolicyPaginator SimulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) =>
        new SimulatePrincipalPolicyPaginator(client, request);
}

internal sealed class GetAccountAuthorizationDetailsPaginator(
    IAmazonIdentityManagementService client, GetAccountAuthorizationDetailsRequest request)
    : Paginator<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>(
    request, client.GetAccountAuthorizationDetailsAsync, (next, token) => next.Marker = token,
    response => response.IsTruncated is true ? response.Marker : null), IGetAccountAuthorizationDetailsPaginator;

internal sealed class SimulatePrincipalPolicyPaginator(IAmazonIdentityManagementService client, SimulatePrincipalPolicyRequest request)
    : Paginator<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse>(
    request, client.SimulatePrincipalPolicyAsync, (next, token) => next.Marker = token,
    response => response.IsTruncated is true ? response.Marker : null), ISimulatePrincipalPolicyPaginator;
