namespace Amazon.BillingConductor.Model;

public class CustomLineItemListElement
{
    public string? Arn { get; set; }

    public string? Name { get; set; }

    public ListCustomLineItemChargeDetails? ChargeDetails { get; set; }

    public CurrencyCode? CurrencyCode { get; set; }

    public string? Description { get; set; }

    public string? ProductCode { get; set; }

    public string? BillingGroupArn { get; set; }

    public long? CreationTime { get; set; }

    public long? LastModifiedTime { get; set; }

    public long? AssociationSize { get; set; }

    public string? AccountId { get; set; }

    public ComputationRuleEnum? ComputationRule { get; set; }

    public PresentationObject? PresentationDetails { get; set; }
}
