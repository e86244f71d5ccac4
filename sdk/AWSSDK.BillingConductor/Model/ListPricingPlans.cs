using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class ListPricingPlansRequest : AmazonBillingConductorRequest
{
    public string? BillingPeriod { get; set; }

    public ListPricingPlansFilter? Filters { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

public class ListPricingPlansResponse : AmazonWebServiceResponse
{
    public string? BillingPeriod { get; set; }

    public List<PricingPlanListElement>? PricingPlans { get; set; }

    public string? NextToken { get; set; }
}
