using Amazon.IdentityManagement.Model;
using StandIn;
using static Amazon.IdentityManagement.Read;
using static Amazon.IdentityManagement.Write;

namespace Amazon.IdentityManagement;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    private static readonly ServiceModel Service = new("Amazon.IdentityManagement", "2010-05-08", Errors.Make);

    public static readonly QueryOperation<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse>
        GetAccountAuthorizationDetails = new(
        "GetAccountAuthorizationDetails", Service,
        (request, writer) => writer
            .Add("Filter", request.Filter)
            .Add("MaxItems", request.MaxItems)
            .Add("Marker", request.Marker),
        result => new GetAccountAuthorizationDetailsResponse
        {
            UserDetailList = result.List("UserDetailList", UserDetail),
            GroupDetailList = result.List("GroupDetailList", GroupDetail),
            RoleDetailList = result.List("RoleDetailList", RoleDetail),
            Policies = result.List("Policies", ManagedPolicyDetail),
            IsTruncated = result.Bool("IsTruncated"),
            Marker = result.Text("Marker"),
        });

    public static readonly QueryOperation<GetPolicyRequest, GetPolicyResponse> GetPolicy = new(
        "GetPolicy", Service,
        (request, writer) => writer
            .Add("PolicyArn", request.PolicyArn),
        result => new GetPolicyResponse
        {
            Policy = result.Shape("Policy", ManagedPolicy),
        });

    public static readonly QueryOperation<GetPolicyVersionRequest, GetPolicyVersionResponse> GetPolicyVersion = new(
        "GetPolicyVersion", Service,
        (request, writer) => writer
            .Add("PolicyArn", request.PolicyArn)
            .Add("VersionId", request.VersionId),
        result => new GetPolicyVersionResponse
        {
            PolicyVersion = result.Shape("PolicyVersion", PolicyVersion),
        });

    public static readonly QueryOperation<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse> SimulatePrincipalPolicy = new(
        "SimulatePrincipalPolicy", Service,
        (request, writer) => writer
            .Add("PolicySourceArn", request.PolicySourceArn)
            .Add("PolicyInputList", request.PolicyInputList)
            .Add("PermissionsBoundaryPolicyInputList", request.PermissionsBoundaryPolicyInputList)
            .Add("PolicyExclusionList", request.PolicyExclusionList, PolicyIdentifier)
            .Add("ActionNames", request.ActionNames)
            .Add("ResourceArns", request.ResourceArns)
            .Add("ResourcePolicy", request.ResourcePolicy)
            .Add("ResourceOwner", request.ResourceOwner)
            .Add("CallerArn", request.CallerArn)
            .Add("ContextEntries", request.ContextEntries, ContextEntry)
            .Add("ResourceHandlingOption", request.ResourceHandlingOption)
            .Add("MaxItems", request.MaxItems)
            .Add("Marker", request.Marker),
        result => new SimulatePrincipalPolicyResponse
        {
            EvaluationResults = result.List("EvaluationResults", EvaluationResult),
            IsTruncated = result.Bool("IsTruncated"),
            Marker = result.Text("Marker"),
        });

    public static readonly QueryOperation<GenerateServiceLastAccessedDetailsRequest, GenerateServiceLastAccessedDetailsResponse>
        GenerateServiceLastAccessedDetails = new(
        "GenerateServiceLastAccessedDetails", Service,
        (request, writer) => writer
            .Add("Arn", request.Arn)
            .Add("Granularity", request.Granularity),
        result => new GenerateServiceLastAccessedDetailsResponse
        {
            JobId = result.Text("JobId"),
        });

    public static readonly QueryOperation<GetServiceLastAccessedDetailsRequest, GetServiceLastAccessedDetailsResponse>
        GetServiceLastAccessedDetails = new(
        "GetServiceLastAccessedDetails", Service,
        (request, writer) => writer
            .Add("JobId", request.JobId)
            .Add("MaxItems", request.MaxItems)
            .Add("Marker", request.Marker),
        result => new GetServiceLastAccessedDetailsResponse
        {
            JobStatus = result.Text("JobStatus")!,
            JobType = result.Text("JobType")!,
            JobCreationDate = result.Date("JobCreationDate"),
            ServicesLastAccessed = result.List("ServicesLastAccessed", ServiceLastAccessed),
            JobCompletionDate = result.Date("JobCompletionDate"),
            IsTruncated = result.Bool("IsTruncated"),
            Marker = result.Text("Marker"),
            Error = result.Shape("Error", ErrorDetails),
        });
}
