namespace Amazon.IdentityManagement.Model;

public class AttachedPermissionsBoundary
{
    public PermissionsBoundaryAttachmentType? PermissionsBoundaryType { get; set; }

    public string? PermissionsBoundaryArn { get; set; }
}
