using Amazon.Runtime;

namespace Amazon.BillingConductor.Model;

public class ListPricingRulesRequest : AmazonBillingConductorRequest
{
    public string? BillingPeriod { get; set; }

    public ListPricingRulesFilter? Filters { get; set; }

    public int? MaxResults { get; set; }

    public string? NextToken { get; set; }
}

public class ListPricingRulesResponse : AmazonWebServiceResponse
{
    public string? BillingPeriod { get; set; }

    public List<PricingRuleListElement>? PricingRules { get; set; }

    public string? NextToken { get; set; }
}
