using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class ListTagsForResourceRequest : AmazonBillingConductorRequest
{
    public string? ResourceArn { get; set; }
}

public class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    public Dictionary<string, string>? Tags { get; set; }
}
