namespace Amazon.CloudTrail.Model;

public class Resource
{
    public string? ResourceType { get; set; }

    public string? ResourceName { get; set; }
}
