using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class DescribePolicyRequest : AmazonOrganizationsRequest
{
    public string? PolicyId { get; set; }
}

public class DescribePolicyResponse : AmazonWebServiceResponse
{
    public Policy? Policy { get; set; }
}
