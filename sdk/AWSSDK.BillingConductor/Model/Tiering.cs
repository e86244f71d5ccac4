namespace Amazon.BillingConductor.Model;

public class Tiering
{
    public FreeTierConfig? FreeTier { get; set; }
}
