namespace Amazon.BillingConductor.Model;

public class ListCustomLineItemPercentageChargeDetails
{
    public double? PercentageValue { get; set; }
}
