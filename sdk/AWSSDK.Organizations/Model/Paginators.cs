using Amazon.Runtime;
using StandIn;

namespace Amazon.Organizations.Model;

public interface IOrganizationsPaginatorFactory
{
    IListRootsPaginator ListRoots(ListRootsRequest request);

    IListAccountsPaginator ListAccounts(ListAccountsRequest request);

    IListAccountsForParentPaginator ListAccountsForParent(ListAccountsForParentRequest request);

    IListOrganizationalUnitsForParentPaginator ListOrganizationalUnitsForParent(ListOrganizationalUnitsForParentRequest request);

    IListPoliciesPaginator ListPolicies(ListPoliciesRequest request);

    IListPoliciesForTargetPaginator ListPoliciesForTarget(ListPoliciesForTargetRequest request);

    IListTargetsForPolicyPaginator ListTargetsForPolicy(ListTargetsForPolicyRequest request);
}

public interface IListRootsPaginator
{
    IPaginatedEnumerable<ListRootsResponse> Responses { get; }
}

public interface IListAccountsPaginator
{
    IPaginatedEnumerable<ListAccountsResponse> Responses { get; }
}

public interface IListAccountsForParentPaginator
{
    IPaginatedEnumerable<ListAccountsForParentResponse> Responses { get; }
}

public interface IListOrganizationalUnitsForParentPaginator
{
    IPaginatedEnumerable<ListOrganizationalUnitsForParentResponse> Responses { get; }
}

public interface IListPoliciesPaginator
{
    IPaginatedEnumerable<ListPoliciesResponse> Responses { get; }
}

public interface IListPoliciesForTargetPaginator
{
    IPaginatedEnumerable<ListPoliciesForTargetResponse> Responses { get; }
}

public interface IListTargetsForPolicyPaginator
{
    IPaginatedEnumerable<ListTargetsForPolicyResponse> Responses { get; }
}

internal sealed class OrganizationsPaginatorFactory(IAmazonOrganizations client) : IOrganizationsPaginatorFactory
{
    public IListRootsPaginator ListRoots(ListRootsRequest request) => new ListRootsPaginator(client, request);

    public IListAccountsPaginator ListAccounts(ListAccountsRequest request) => new ListAccountsPaginator(client, request);

    public IListAccountsForParentPaginator ListAccountsForParent(ListAccountsForParentRequest request) =>
        new ListAccountsForParentPaginator(client, request);

    public IListOrganizationalUnitsForParentPaginator ListOrganizationalUnitsForParent(ListOrganizationalUnitsForParentRequest request) =>
        new ListOrganizationalUnitsForParentPaginator(client, request);

    public IListPoliciesPaginator ListPolicies(ListPoliciesRequest request) => new ListPoliciesPaginator(client, request);

    public IListPoliciesForTargetPaginator ListPoliciesForTarget(ListPoliciesForTargetRequest request) =>
        new ListPoliciesForTargetPaginator(client, request);

    public IListTargetsForPolicyPaginator ListTargetsForPolicy(ListTargetsForPolicyRequest request) =>
        new ListTargetsForPolicyPaginator(client, request);
}

internal sealed class ListRootsPaginator(IAmazonOrganizations client, ListRootsRequest request)
    : Paginator<ListRootsRequest, ListRootsResponse>(
    request, client.ListRootsAsync, (next, token) => next.NextToken = token, response => response.NextToken), IListRootsPaginator;

internal sealed class ListAccountsPaginator(IAmazonOrganizations client, ListAccountsRequest request)
    : Paginator<ListAccountsRequest, ListAccountsResponse>(
    request, client.ListAccountsAsync, (next, token) => next.NextToken = token, response => response.NextToken), IListAccountsPaginator;

internal sealed class ListAccountsForParentPaginator(IAmazonOrganizations client, ListAccountsForParentRequest request)
    : Paginator<ListAccountsForParentRequest, ListAccountsForParentResponse>(
    request, client.ListAccountsForParentAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListAccountsForParentPaginator;

internal sealed class ListOrganizationalUnitsForParentPaginator(
    IAmazonOrganizations client, ListOrganizationalUnitsForParentRequest request)
    : Paginator<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse>(
    request, client.ListOrganizationalUnitsForParentAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListOrganizationalUnitsForParentPaginator;

internal sealed class ListPoliciesPaginator(IAmazonOrganizations client, ListPoliciesRequest request)
    : Paginator<ListPoliciesRequest, ListPoliciesResponse>(
    request, client.ListPoliciesAsync, (next, token) => next.NextToken = token, response => response.NextToken), IListPoliciesPaginator;

internal sealed class ListPoliciesForTargetPaginator(IAmazonOrganizations client, ListPoliciesForTargetRequest request)
    : Paginator<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse>(
    request, client.ListPoliciesForTargetAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListPoliciesForTargetPaginator;

internal sealed class ListTargetsForPolicyPaginator(IAmazonOrganizations client, ListTargetsForPolicyRequest request)
    : Paginator<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse>(
    request, client.ListTargetsForPolicyAsync, (next, token) => next.NextToken = token,
    response => response.NextToken), IListTargetsForPolicyPaginator;
