namespace Amazon.BillingConductor.Model;

public class ListBillingGroupsFilter
{
    public List<string>? Arns { get; set; }

    public string? PricingPlan { get; set; }

    public List<string>? Statuses { get; set; }

    public bool? AutoAssociate { get; set; }

    public List<string>? PrimaryAccountIds { get; set; }

    public List<string>? BillingGroupTypes { get; set; }

    public List<StringSearch>? Names { get; set; }

    public List<string>? ResponsibilityTransferArns { get; set; }
}
