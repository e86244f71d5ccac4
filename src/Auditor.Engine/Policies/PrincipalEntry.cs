using Auditor.Engine.Arns;

namespace Auditor.Engine.Policies;

/// <summary>One named principal.</summary>
/// <param name="Type"><c>AWS</c>, <c>Service</c>, <c>Federated</c> or <c>CanonicalUser</c>.</param>
/// <param name="Value">As written: <c>*</c>, an account id, an ARN, a service name.</param>
public sealed record PrincipalEntry(string Type, string Value)
{
    /// <summary>The type of accounts, roles, users and sessions.</summary>
    public const string Aws = "AWS";

    /// <summary>The type of AWS services.</summary>
    public const string Service = "Service";

    /// <summary>The type of identity providers.</summary>
    public const string Federated = "Federated";

    private const string AccountAccess = "account-access.amazonaws.com";
    private const int AccountDigits = 12;

    /// <summary>Everyone.</summary>
    public bool IsEveryone => Type == Aws && Value == "*";

    /// <summary>The account that the entry names as a whole (id or root ARN), or null.</summary>
    public string? Account
    {
        get
        {
            if (Type != Aws)
                return null;
            if (IsAccountId(Value))
                return Value;
            return Arn.ResourceOf(Value, "iam") is "root" ? Arn.AccountOf(Value).ToString() : null;
        }
    }

    /// <summary>The account of the principals that the entry names; null for everyone, for services and for identity providers.</summary>
    public string? OwnerAccount => Kind switch
    {
        PrincipalEntryKind.Account => Account,
        PrincipalEntryKind.Role or PrincipalEntryKind.User or PrincipalEntryKind.Session => Arn.AccountOf(Value).ToString(),
        _ => null,
    };

    /// <summary>Which sort of caller the entry names.</summary>
    /// <remarks>
    /// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html"/> and, for people
    /// who come by an AWS service, <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/aam-prepare-roles.html"/>.
    /// </remarks>
    public PrincipalEntryKind Kind => Type switch
    {
        Aws when Value == "*" => PrincipalEntryKind.Everyone,
        Aws when Account is not null => PrincipalEntryKind.Account,
        Aws => KindOfArn(),
        Service => Value == AccountAccess ? PrincipalEntryKind.AccountAccess : PrincipalEntryKind.Service,
        Federated => Value.Contains(":saml-provider/", StringComparison.Ordinal) ? PrincipalEntryKind.SamlProvider : PrincipalEntryKind.OidcProvider,
        _ => PrincipalEntryKind.Nobody,
    };

    /// <summary>A role, user or session has an account of its own; a pattern in its ARN is text.</summary>
    private PrincipalEntryKind KindOfArn()
    {
        if (!IsAccountId(Arn.AccountOf(Value)) || Value.AsSpan().ContainsAny('*', '?'))
            return PrincipalEntryKind.Nobody;
        return FirstPart(Arn.ResourceOf(Value, "iam")) switch
        {
            "role" => PrincipalEntryKind.Role,
            "user" => PrincipalEntryKind.User,
            _ => FirstPart(Arn.ResourceOf(Value, "sts")) is "assumed-role" or "federated-user" ? PrincipalEntryKind.Session : PrincipalEntryKind.Nobody,
        };
    }

    private static ReadOnlySpan<char> FirstPart(ReadOnlySpan<char> resource) => resource.IndexOf('/') is >= 0 and var slash ? resource[..slash] : resource;

    private static bool IsAccountId(ReadOnlySpan<char> text) => text.Length == AccountDigits && !text.ContainsAnyExceptInRange('0', '9');
}
