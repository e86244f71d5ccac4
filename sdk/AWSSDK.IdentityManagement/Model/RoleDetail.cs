namespace Amazon.IdentityManagement.Model;

public class RoleDetail
{
    public string? Path { get; set; }

    public string? RoleName { get; set; }

    public string? RoleId { get; set; }

    public string? Arn { get; set; }

    public DateTime? CreateDate { get; set; }

    public string? AssumeRolePolicyDocument { get; set; }

    public List<InstanceProfile>? InstanceProfileList { get; set; }

    public List<PolicyDetail>? RolePolicyList { get; set; }

    public List<AttachedPolicyType>? AttachedManagedPolicies { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public List<Tag>? Tags { get; set; }

    public RoleLastUsed? RoleLastUsed { get; set; }
}
