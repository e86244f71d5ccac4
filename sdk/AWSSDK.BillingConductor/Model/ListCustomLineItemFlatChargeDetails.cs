namespace Amazon.BillingConductor.Model;

public class ListCustomLineItemFlatChargeDetails
{
    public double? ChargeValue { get; set; }
}
