namespace Amazon.BillingConductor.Model;

public class PresentationObject
{
    public string? Service { get; set; }
}
