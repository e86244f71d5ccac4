namespace Amazon.BillingConductor.Model;

public class FreeTierConfig
{
    public bool? Activated { get; set; }
}
