namespace Amazon.BillingConductor.Model;

public class ListPricingPlansFilter
{
    public List<string>? Arns { get; set; }
}
