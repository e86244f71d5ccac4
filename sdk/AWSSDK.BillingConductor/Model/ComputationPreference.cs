namespace Amazon.BillingConductor.Model;

public class ComputationPreference
{
    public string? PricingPlanArn { get; set; }
}
