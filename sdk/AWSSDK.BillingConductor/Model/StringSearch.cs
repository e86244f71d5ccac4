namespace Amazon.BillingConductor.Model;

public class StringSearch
{
    public SearchOption? SearchOption { get; set; }

    public string? SearchValue { get; set; }
}
