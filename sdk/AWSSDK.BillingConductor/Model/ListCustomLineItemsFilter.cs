namespace Amazon.BillingConductor.Model;

public class ListCustomLineItemsFilter
{
    public List<string>? Names { get; set; }

    public List<string>? BillingGroups { get; set; }

    public List<string>? Arns { get; set; }

    public List<string>? AccountIds { get; set; }
}
