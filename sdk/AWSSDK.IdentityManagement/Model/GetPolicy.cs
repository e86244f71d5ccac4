using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class GetPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string? PolicyArn { get; set; }
}

public class GetPolicyResponse : AmazonWebServiceResponse
{
    public ManagedPolicy? Policy { get; set; }
}
