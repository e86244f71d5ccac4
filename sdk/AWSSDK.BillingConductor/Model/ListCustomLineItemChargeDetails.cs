namespace Amazon.BillingConductor.Model;

public class ListCustomLineItemChargeDetails
{
    public ListCustomLineItemFlatChargeDetails? Flat { get; set; }

    public ListCustomLineItemPercentageChargeDetails? Percentage { get; set; }

    public CustomLineItemType? Type { get; set; }

    public List<LineItemFilter>? LineItemFilters { get; set; }
}
