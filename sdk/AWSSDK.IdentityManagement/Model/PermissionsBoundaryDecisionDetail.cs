namespace Amazon.IdentityManagement.Model;

public class PermissionsBoundaryDecisionDetail
{
    public bool? AllowedByPermissionsBoundary { get; set; }
}
