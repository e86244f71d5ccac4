using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ListPoliciesForTargetRequest : AmazonOrganizationsRequest
{
    public string? TargetId { get; set; }

    public PolicyType? Filter { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListPoliciesForTargetResponse : AmazonWebServiceResponse
{
    public List<PolicySummary>? Policies { get; set; }

    public string? NextToken { get; set; }
}
