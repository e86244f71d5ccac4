namespace Amazon.BillingConductor.Model;

public class PricingPlanListElement
{
    public string? Name { get; set; }

    public string? Arn { get; set; }

    public string? Description { get; set; }

    public long? Size { get; set; }

    public long? CreationTime { get; set; }

    public long? LastModifiedTime { get; set; }
}
