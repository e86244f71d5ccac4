namespace Amazon.IdentityManagement.Model;

public class ServiceLastAccessed
{
    public string? ServiceName { get; set; }

    public DateTime? LastAuthenticated { get; set; }

    public string? ServiceNamespace { get; set; }

    public string? LastAuthenticatedEntity { get; set; }

    public string? LastAuthenticatedRegion { get; set; }

    public int? TotalAuthenticatedEntities { get; set; }

    public List<TrackedActionLastAccessed>? TrackedActionsLastAccessed { get; set; }
}
