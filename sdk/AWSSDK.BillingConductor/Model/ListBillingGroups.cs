using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class ListBillingGroupsRequest : AmazonBillingConductorRequest
{
    public string? BillingPeriod { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    public ListBillingGroupsFilter? Filters { get; set; }
}

public class ListBillingGroupsResponse : AmazonWebServiceResponse
{
    public List<BillingGroupListElement>? BillingGroups { get; set; }

    public string? NextToken { get; set; }
}
