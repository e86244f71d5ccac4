using Amazon.Runtime;

namespace Amazon.Organizations.Model;

public class DescribeOrganizationRequest : AmazonOrganizationsRequest;

public class DescribeOrganizationResponse : AmazonWebServiceResponse
{
    public Organization? Organization { get; set; }
}
