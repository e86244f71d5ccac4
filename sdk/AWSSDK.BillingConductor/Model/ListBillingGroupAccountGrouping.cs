namespace Amazon.BillingConductor.Model;

public class ListBillingGroupAccountGrouping
{
    public bool? AutoAssociate { get; set; }

    public string? ResponsibilityTransferArn { get; set; }
}
