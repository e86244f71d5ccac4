using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a role's trust policy says about its sessions.</summary>
internal static class TrustPolicies
{
    /// <summary>The action of roles, users and sessions, lower case.</summary>
    public const string AssumeRole = "sts:assumerole";

    /// <summary>Stands for everybody among the names of those whom a trust policy lets in.</summary>
    public const string Everyone = "*";

    /// <summary>True if a statement may allow the action; an unreadable one may.</summary>
    /// <param name="trust">The trust policy, or null for users.</param>
    /// <param name="action">The action, lower case.</param>
    public static bool Allows(PolicyDocument? trust, string action) =>
        trust is not null && trust.Statements.Any(statement => statement.IsUnreadable || (statement.Effect == Effect.Allow && statement.CoversAction(action)));

    /// <summary>
    /// The principals that the trust policy names one by one to assume the role: the ARNs of roles and users, and for one session what
    /// the ARNs of its role's sessions begin with. Accounts as a whole and wildcards are not among them.
    /// </summary>
    public static IEnumerable<string> NamedPrincipals(PolicyDocument? trust) => Statements(trust)
        .Where(statement => !statement.Principal!.IsNotPrincipal)
        .SelectMany(statement => statement.Principal!.Entries)
        .Select(NameOf)
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    /// <summary>Whom the trust policy lets assume the role: those of <see cref="NamedPrincipals"/>, whole accounts, and <see cref="Everyone"/>.</summary>
    public static IEnumerable<string> Trusted(PolicyDocument? trust) => Statements(trust)
        .SelectMany(statement => statement.Principal!.Entries.Select(entry => entry.Account).OfType<string>()
            .Concat(NamesEveryone(statement) ? [Everyone] : []))
        .Concat(NamedPrincipals(trust))
        .Distinct(StringComparer.Ordinal);

    /// <summary>The names under which a trust policy may mean a principal.</summary>
    public static IEnumerable<string> NamesOf(Principal principal) => ((string?[])[principal.Arn, principal.SessionsArn, principal.Account, Everyone]).OfType<string>();

    /// <summary>True if a SAML or OIDC provider may assume the role; an unreadable statement may say so.</summary>
    public static bool NamesFederation(PolicyDocument? trust) =>
        trust is not null && trust.Statements.Any(statement =>
            statement.IsUnreadable || (statement.Principal?.Entries.Any(entry => entry.Type == PrincipalEntry.Federated) ?? false));

    /// <summary>True if accounts, roles, users or everyone may be let in: not only services and identity providers.</summary>
    public static bool NamesIamPrincipals(PolicyDocument? trust) => Statements(trust).Any(statement =>
        statement.Principal!.IsNotPrincipal || statement.Principal.Entries.Any(entry => entry.IsEveryone || entry.OwnerAccount is not null));

    /// <summary>True if a statement lets everyone in, its conditions aside.</summary>
    public static bool NamesEveryone(Statement statement) =>
        statement.Principal is { } element && (element.IsNotPrincipal || element.Entries.Any(entry => entry.IsEveryone));

    /// <summary>The readable statements that allow <c>sts:AssumeRole</c> to somebody.</summary>
    public static IEnumerable<Statement> Statements(PolicyDocument? trust) => (trust?.Statements ?? [])
        .Where(statement => statement is { IsUnreadable: false, Effect: Effect.Allow, Principal: not null } && statement.CoversAction(AssumeRole));

    private static string? NameOf(PrincipalEntry entry) => entry.Kind switch
    {
        PrincipalEntryKind.Role or PrincipalEntryKind.User => entry.Value,
        PrincipalEntryKind.Session when IsOfRole(entry.Value) => WithoutSession(entry.Value),
        _ => null,
    };

    /// <summary>Of the ARN of a role's session all but the session's name; any other ARN as it is.</summary>
    public static string? WithoutSession(string? arn) => arn is not null && IsOfRole(arn) ? string.Join('/', arn.Split('/').Take(2)) : arn;

    private static bool IsOfRole(string arn) => arn.Contains(":assumed-role/", StringComparison.Ordinal);
}
