using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>How a Principal element names a caller; the more directly, the higher.</summary>
internal enum PrincipalMatchKind : byte
{
    None,

    /// <summary>The caller's account: its own identity-based policies decide on.</summary>
    Account,

    /// <summary>The caller's role.</summary>
    Role,

    /// <summary><c>"*"</c>.</summary>
    Everyone,

    /// <summary>The caller's user.</summary>
    User,

    /// <summary>The caller's session itself, or a service or an identity provider, which have no policies of their own.</summary>
    Session,
}

/// <summary>Compares a caller with a Principal element.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>.</remarks>
internal static class PrincipalMatch
{
    public static PrincipalMatchKind Strongest(PrincipalElement element, AccessRequest request)
    {
        var strongest = PrincipalMatchKind.None;
        foreach (var entry in element.Entries)
        {
            var kind = Compare(entry, request);
            if (kind > strongest)
                strongest = kind;
        }

        return strongest;
    }

    /// <summary>True if the caller is the account itself.</summary>
    public static bool IsRootUser(AccessRequest request) => Arn.TryParse(request.PrincipalArn, out var caller) && caller is { Service: "iam", Resource: "root" };

    private static PrincipalMatchKind Compare(PrincipalEntry entry, AccessRequest request)
    {
        if (entry.IsEveryone)
            return PrincipalMatchKind.Everyone;
        if (entry.Type != request.PrincipalType)
            return PrincipalMatchKind.None;
        if (entry.Type != PrincipalEntry.Aws)
            return entry.Value == request.PrincipalArn ? PrincipalMatchKind.Session : PrincipalMatchKind.None;
        if (!Arn.TryParse(request.PrincipalArn, out var caller))
            return PrincipalMatchKind.None;
        if (entry.Account is { } account)
            return account == caller.Account ? PrincipalMatchKind.Account : PrincipalMatchKind.None;
        if (entry.Value == request.PrincipalArn)
            return caller is { Service: "sts" } ? PrincipalMatchKind.Session : NamedKind(caller);
        return NamesRoleOfSession(entry.Value, caller) ? PrincipalMatchKind.Role : PrincipalMatchKind.None;
    }

    private static PrincipalMatchKind NamedKind(Arn caller) =>
        caller.Resource.StartsWith("role/", StringComparison.Ordinal) ? PrincipalMatchKind.Role : PrincipalMatchKind.User;

    /// <summary>The session's ARN has the role's name but not its path.</summary>
    private static bool NamesRoleOfSession(string value, Arn session)
    {
        if (session.Service != "sts" || !Arn.TryParse(value, out var role) || role.Service != "iam" || role.Account != session.Account)
            return false;
        var parts = session.Resource.Split('/');
        return parts is ["assumed-role", var name, ..]
            && role.Resource.StartsWith("role/", StringComparison.Ordinal)
            && role.Resource[(role.Resource.LastIndexOf('/') + 1)..] == name;
    }
}
