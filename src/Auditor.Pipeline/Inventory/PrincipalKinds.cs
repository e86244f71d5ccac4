using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>Tells special roles by the paths that AWS reserves: anybody may imitate a name.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html"/> and
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html"/>.
/// </remarks>
internal static class PrincipalKinds
{
    private const string IdentityCenterPath = "/aws-reserved/sso.amazonaws.com/";
    private const string ServiceLinkedPath = "/aws-service-role/";
    private const string IdentityCenterPrefix = "AWSReservedSSO_";
    private const int SuffixLength = 17;

    public static PrincipalKind OfRole(string path)
    {
        if (path.StartsWith(ServiceLinkedPath, StringComparison.Ordinal))
            return PrincipalKind.ServiceLinkedRole;
        return path.StartsWith(IdentityCenterPath, StringComparison.Ordinal) ? PrincipalKind.IdentityCenterRole : PrincipalKind.Role;
    }

    /// <summary>True for a name such as Identity Center gives its roles. Only the path proves it: enough for counting somebody's use, not for more.</summary>
    public static bool IsOfIdentityCenter(string roleName) => roleName.StartsWith(IdentityCenterPrefix, StringComparison.Ordinal);

    /// <summary>The permission set of a role that Identity Center made, by its ARN; null for everybody else.</summary>
    public static string? PermissionSetOfArn(string arn)
    {
        var path = arn.IndexOf(":role" + IdentityCenterPath, StringComparison.Ordinal);
        return path < 0 ? null : PermissionSetOfWholeName(arn[(arn.LastIndexOf('/') + 1)..]);
    }

    /// <summary>The permission set in <c>AWSReservedSSO_PermissionSet_0123456789abcdef</c>; the whole name if it has another form.</summary>
    public static string PermissionSetOf(string roleName)
    {
        if (!roleName.StartsWith(IdentityCenterPrefix, StringComparison.Ordinal))
            return roleName;
        return PermissionSetOfWholeName(roleName) ?? roleName[IdentityCenterPrefix.Length..];
    }

    /// <summary>The same, but null for a name that has another form.</summary>
    public static string? PermissionSetOfWholeName(string roleName)
    {
        if (!roleName.StartsWith(IdentityCenterPrefix, StringComparison.Ordinal))
            return null;
        var rest = roleName[IdentityCenterPrefix.Length..];
        var hasSuffix = rest.Length > SuffixLength && rest[^SuffixLength] == '_' && rest[^(SuffixLength - 1)..].All(char.IsAsciiHexDigit);
        return hasSuffix ? rest[..^SuffixLength] : null;
    }
}
