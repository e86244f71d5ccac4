namespace Amazon.IdentityManagement.Model;

public class InlinePolicyIdentifierType
{
    public string? PolicyName { get; set; }

    public string? AttachmentType { get; set; }

    public string? AttachmentName { get; set; }
}
