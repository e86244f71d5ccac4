namespace Auditor.Engine.Policies;

/// <summary>The sorts of callers that a Principal element can name.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/>.</remarks>
public enum PrincipalEntryKind : byte
{
    /// <summary>No caller of STS: the id that IAM leaves where a principal was deleted, a pattern in an ARN, a canonical user.</summary>
    Nobody = 0,

    /// <summary><c>"*"</c>.</summary>
    Everyone,

    /// <summary>An account as a whole, by its id or its root ARN: its own identity-based policies decide on.</summary>
    Account,

    /// <summary>A role, and with it the role's sessions.</summary>
    Role,

    /// <summary>A user.</summary>
    User,

    /// <summary>One session of a role or of a federated user.</summary>
    Session,

    /// <summary>An AWS service.</summary>
    Service,

    /// <summary>IAM's account access manager: a service in name, but people assume the role.</summary>
    AccountAccess,

    /// <summary>A SAML provider; its people call <c>sts:AssumeRoleWithSAML</c>.</summary>
    SamlProvider,

    /// <summary>An OIDC provider or a web identity; its callers use <c>sts:AssumeRoleWithWebIdentity</c>.</summary>
    OidcProvider,
}
