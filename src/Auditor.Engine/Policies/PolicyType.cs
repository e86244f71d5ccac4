namespace Auditor.Engine.Policies;

/// <summary>The kind of policy a document is, which decides its grammar and its quota.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html"/>.</remarks>
public enum PolicyType : byte
{
    /// <summary>Attached to or embedded in a user, a group or a role.</summary>
    IdentityBased,

    /// <summary>Attached to a resource; carries <c>Principal</c>.</summary>
    ResourceBased,

    /// <summary>A role's trust policy: resource-based, without <c>Resource</c>.</summary>
    Trust,

    /// <summary>The most that identity-based policies may grant.</summary>
    PermissionsBoundary,

    /// <summary>Organizations' guard over the principals of member accounts.</summary>
    ServiceControlPolicy,

    /// <summary>Organizations' guard over the resources of member accounts.</summary>
    ResourceControlPolicy,

    /// <summary>Passed when a session is created.</summary>
    Session,
}

/// <summary>What the grammar says about each type of policy.</summary>
public static class PolicyTypeGrammar
{
    /// <summary>How many times its quota a document may be long before it is refused unread.</summary>
    public const int OversizeFactor = 10;

    private const int TwiceTheLongestOfAws = 280_000;

    /// <summary>The most characters, white space aside, that a document of the type is read with: ten times the customers' quota.</summary>
    /// <remarks>
    /// AWS's own identity-based policies are bound by no quota; the longest, AWSSupportServiceRolePolicy, has 139,749 characters
    /// (read 2026-05-01). They get twice that.
    /// </remarks>
    public static int MostCharacters(this PolicyType type) =>
        type is PolicyType.IdentityBased or PolicyType.PermissionsBoundary ? TwiceTheLongestOfAws : OversizeFactor * type.Quota();

    /// <summary>Statements carry <c>Principal</c> or <c>NotPrincipal</c>.</summary>
    public static bool HasPrincipal(this PolicyType type) =>
        type is PolicyType.ResourceBased or PolicyType.Trust or PolicyType.ResourceControlPolicy;

    /// <summary>Statements carry <c>Resource</c> or <c>NotResource</c>.</summary>
    public static bool HasResource(this PolicyType type) => type != PolicyType.Trust;

    /// <summary>
    /// The largest documented size in characters; of identity-based policies the largest of the several limits (inline policies of a role).
    /// </summary>
    /// <remarks>
    /// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"/> and
    /// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"/>.
    /// </remarks>
    public static int Quota(this PolicyType type) => type switch
    {
        PolicyType.Trust => 4_096,
        PolicyType.ResourceControlPolicy => 5_120,
        PolicyType.PermissionsBoundary => 6_144,
        PolicyType.ResourceBased => 20_480,
        _ => 10_240,
    };

    /// <summary>The type's name in text for people.</summary>
    public static string Describe(this PolicyType type) => type switch
    {
        PolicyType.IdentityBased => "identity-based policy",
        PolicyType.ResourceBased => "resource-based policy",
        PolicyType.Trust => "role trust policy",
        PolicyType.PermissionsBoundary => "permissions boundary",
        PolicyType.ServiceControlPolicy => "service control policy",
        PolicyType.ResourceControlPolicy => "resource control policy",
        _ => "session policy",
    };
}
