namespace Amazon.BillingConductor.Model;

public class PricingRuleListElement
{
    public string? Name { get; set; }

    public string? Arn { get; set; }

    public string? Description { get; set; }

    public PricingRuleScope? Scope { get; set; }

    public PricingRuleType? Type { get; set; }

    public double? ModifierPercentage { get; set; }

    public string? Service { get; set; }

    public long? AssociatedPricingPlanCount { get; set; }

    public long? CreationTime { get; set; }

    public long? LastModifiedTime { get; set; }

    public string? BillingEntity { get; set; }

    public Tiering? Tiering { get; set; }

    public string? UsageType { get; set; }

    public string? Operation { get; set; }
}
