namespace Amazon.BillingConductor.Model;

public class LineItemFilter
{
    public LineItemFilterAttributeName? Attribute { get; set; }

    public MatchOption? MatchOption { get; set; }

    public List<string>? Values { get; set; }

    public List<string>? AttributeValues { get; set; }
}
