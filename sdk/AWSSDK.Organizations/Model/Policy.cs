namespace Amazon.Organizations.Model;

public class Policy
{
    public PolicySummary? PolicySummary { get; set; }

    public string? Content { get; set; }
}
