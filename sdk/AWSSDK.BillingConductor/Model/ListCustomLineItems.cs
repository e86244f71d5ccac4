using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class ListCustomLineItemsRequest : AmazonBillingConductorRequest
{
    public string? BillingPeriod { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }

    public ListCustomLineItemsFilter? Filters { get; set; }
}

public class ListCustomLineItemsResponse : AmazonWebServiceResponse
{
    public List<CustomLineItemListElement>? CustomLineItems { get; set; }

    public string? NextToken { get; set; }
}
