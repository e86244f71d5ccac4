namespace Auditor.Pipeline.Remedies;

/// <summary>How many characters a policy may have.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html"/>, which does not count white space;
/// <see href="https://docs.aws.amazon.com/organizations/latest/userguide/orgs_reference_limits.html"/>, which does;
/// <see href="https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_PutInlinePolicyToPermissionSet.html"/>. All read 2026-11-28.
/// </remarks>
internal static class PolicyQuota
{
    /// <summary>How many managed policies a role or a user may have, and how many service control policies a root, unit or account, unless AWS has raised it.</summary>
    public const int ManagedPoliciesOfOne = 10;

    /// <summary>How many policies of its kind a new one may be attached beside, and itself, unless AWS has raised it; null where it is not attached.</summary>
    public static int? AttachedTo(PolicyPlaceKind kind) => kind switch
    {
        PolicyPlaceKind.CustomerManaged or PolicyPlaceKind.ServiceControlPolicy => ManagedPoliciesOfOne,
        PolicyPlaceKind.ResourceControlPolicy => 5,
        _ => null,
    };

    /// <summary>The most characters; of a role, user or group for all its inline policies together.</summary>
    public static int Of(PolicyPlaceKind kind) => kind switch
    {
        PolicyPlaceKind.Role => 10_240,
        PolicyPlaceKind.User => 2_048,
        PolicyPlaceKind.Group => 5_120,
        PolicyPlaceKind.PermissionSet => 32_768,
        PolicyPlaceKind.ServiceControlPolicy => 10_240,
        PolicyPlaceKind.ResourceControlPolicy => 5_120,
        _ => 6_144,
    };

    /// <summary>True if the quota is for all policies of the holder together.</summary>
    public static bool IsShared(PolicyPlaceKind kind) => kind is PolicyPlaceKind.Role or PolicyPlaceKind.User or PolicyPlaceKind.Group;

    /// <summary>The characters of a document that count; documents are written without white space but within texts.</summary>
    public static int CharactersOf(string document, PolicyPlaceKind kind) =>
        kind is PolicyPlaceKind.ServiceControlPolicy or PolicyPlaceKind.ResourceControlPolicy or PolicyPlaceKind.PermissionSet
            ? document.Length
            : CharactersWithoutWhiteSpace(document);

    private static int CharactersWithoutWhiteSpace(string document)
    {
        var count = 0;
        foreach (var character in document)
        {
            if (!char.IsWhiteSpace(character))
                count++;
        }

        return count;
    }
}
