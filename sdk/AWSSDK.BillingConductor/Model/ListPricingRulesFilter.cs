namespace Amazon.BillingConductor.Model;

public class ListPricingRulesFilter
{
    public List<string>? Arns { get; set; }
}
