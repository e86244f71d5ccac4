namespace Amazon.IdentityManagement.Model;

public class TrackedActionLastAccessed
{
    public string? ActionName { get; set; }

    public string? LastAccessedEntity { get; set; }

    public DateTime? LastAccessedTime { get; set; }

    public string? LastAccessedRegion { get; set; }
}
