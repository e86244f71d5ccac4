namespace Amazon.BillingConductor.Model;

public class BillingGroupListElement
{
    public string? Name { get; set; }

    public string? Arn { get; set; }

    public string? Description { get; set; }

    public string? PrimaryAccountId { get; set; }

    public ComputationPreference? ComputationPreference { get; set; }

    public long? Size { get; set; }

    public long? CreationTime { get; set; }

    public long? LastModifiedTime { get; set; }

    public BillingGroupStatus? Status { get; set; }

    public string? StatusReason { get; set; }

    public ListBillingGroupAccountGrouping? AccountGrouping { get; set; }

    public BillingGroupType? BillingGroupType { get; set; }
}
