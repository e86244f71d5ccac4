using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class ListTargetsForPolicyRequest : AmazonOrganizationsRequest
{
    public string? PolicyId { get; set; }

    public string? NextToken { get; set; }

    public int? MaxResults { get; set; }
}

public class ListTargetsForPolicyResponse : AmazonWebServiceResponse
{
    public List<PolicyTargetSummary>? Targets { get; set; }

    public string? NextToken { get; set; }
}
