using Amazon.Organizations.Model;
using StandIn;
using static Amazon.Organizations.Read;

namespace Amazon.Organizations;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    private const string Target = "AWSOrganizationsV20161128";

    private static readonly ServiceModel Service = new("Amazon.Organizations", "2016-11-28", Errors.Make);

    public static readonly JsonOperation<DescribeOrganizationRequest, DescribeOrganizationResponse> DescribeOrganization = new(
        "DescribeOrganization", Target, Service,
        (_, _) => { },
        result => new DescribeOrganizationResponse
        {
            Organization = result.Shape("Organization", Organization),
        });

    public static readonly JsonOperation<ListRootsRequest, ListRootsResponse> ListRoots = new(
        "ListRoots", Target, Service,
        (request, writer) => writer
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListRootsResponse
        {
            Roots = result.List("Roots", Root),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListAccountsRequest, ListAccountsResponse> ListAccounts = new(
        "ListAccounts", Target, Service,
        (request, writer) => writer
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListAccountsResponse
        {
            Accounts = result.List("Accounts", Account),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListAccountsForParentRequest, ListAccountsForParentResponse> ListAccountsForParent = new(
        "ListAccountsForParent", Target, Service,
        (request, writer) => writer
            .Add("ParentId", request.ParentId)
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListAccountsForParentResponse
        {
            Accounts = result.List("Accounts", Account),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListOrganizationalUnitsForParentRequest, ListOrganizationalUnitsForParentResponse>
        ListOrganizationalUnitsForParent = new(
        "ListOrganizationalUnitsForParent", Target, Service,
        (request, writer) => writer
            .Add("ParentId", request.ParentId)
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListOrganizationalUnitsForParentResponse
        {
            OrganizationalUnits = result.List("OrganizationalUnits", OrganizationalUnit),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListPoliciesRequest, ListPoliciesResponse> ListPolicies = new(
        "ListPolicies", Target, Service,
        (request, writer) => writer
            .Add("Filter", request.Filter)
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListPoliciesResponse
        {
            Policies = result.List("Policies", PolicySummary),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListPoliciesForTargetRequest, ListPoliciesForTargetResponse> ListPoliciesForTarget = new(
        "ListPoliciesForTarget", Target, Service,
        (request, writer) => writer
            .Add("TargetId", request.TargetId)
            .Add("Filter", request.Filter)
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListPoliciesForTargetResponse
        {
            Policies = result.List("Policies", PolicySummary),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<ListTargetsForPolicyRequest, ListTargetsForPolicyResponse> ListTargetsForPolicy = new(
        "ListTargetsForPolicy", Target, Service,
        (request, writer) => writer
            .Add("PolicyId", request.PolicyId)
            .Add("NextToken", request.NextToken)
            .Add("MaxResults", request.MaxResults),
        result => new ListTargetsForPolicyResponse
        {
            Targets = result.List("Targets", PolicyTargetSummary),
            NextToken = result.Text("NextToken"),
        });

    public static readonly JsonOperation<DescribePolicyRequest, DescribePolicyResponse> DescribePolicy = new(
        "DescribePolicy", Target, Service,
        (request, writer) => writer
            .Add("PolicyId", request.PolicyId),
        result => new DescribePolicyResponse
        {
            Policy = result.Shape("Policy", Policy),
        });
}
