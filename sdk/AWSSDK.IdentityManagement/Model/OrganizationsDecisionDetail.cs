namespace Amazon.IdentityManagement.Model;

public class OrganizationsDecisionDetail
{
    public bool? AllowedByOrganizations { get; set; }
}
