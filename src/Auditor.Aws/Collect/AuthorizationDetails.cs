using Amazon.IdentityManagement.Model;

namespace Auditor.Aws.Collect;

/// <summary>All pages of GetAccountAuthorizationDetails put together; a page may hold any mix of the four lists.</summary>
internal sealed class AuthorizationDetails
{
    public List<UserDetail> Users { get; } = [];

    public List<GroupDetail> Groups { get; } = [];

    public List<RoleDetail> Roles { get; } = [];

    public List<ManagedPolicyDetail> Policies { get; } = [];

    public void Add(GetAccountAuthorizationDetailsResponse page)
    {
        Users.AddRange(page.UserDetailList ?? []);
        Groups.AddRange(page.GroupDetailList ?? []);
        Roles.AddRange(page.RoleDetailList ?? []);
        Policies.AddRange(page.Policies ?? []);
    }

    /// <summary>AWS's own policies that somebody holds or has as a boundary, and that AWS did not list, in ordinal order.</summary>
    public IEnumerable<string> MissingAwsPolicies()
    {
        var listed = Policies.Select(policy => policy.Arn).ToHashSet(StringComparer.Ordinal);
        var attached = Users.SelectMany(user => user.AttachedManagedPolicies ?? [])
            .Concat(Groups.SelectMany(group => group.AttachedManagedPolicies ?? []))
            .Concat(Roles.SelectMany(role => role.AttachedManagedPolicies ?? []))
            .Select(policy => policy.PolicyArn);
        var boundaries = Users.Select(user => user.PermissionsBoundary?.PermissionsBoundaryArn)
            .Concat(Roles.Select(role => role.PermissionsBoundary?.PermissionsBoundaryArn));
        return attached.Concat(boundaries).OfType<string>()
            .Where(arn => arn.Contains(":iam::aws:", StringComparison.Ordinal) && !listed.Contains(arn))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
    }
}
