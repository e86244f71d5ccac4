using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a role's trust policy says about its sessions.</summary>
internal static class TrustPolicies
{
    /// <summary>The action of roles, users and sessions, lower case.</summary>
    public const string AssumeRole = "sts:assumerole";

    /// <summary>Stands for everybody among the names of those whom a trust policy lets in.</summary>
    public const string Everyone = "*";

    /// <summary>
    /// The principals that the trust policy names one by one to assume the role: the ARNs of roles and users, and for one session what
    /// the ARNs of its role's sessions begin with. Accounts as a whole and wildcards are not among them.
    /// </summary>
    public static ImmutableArray<string> NamedPrincipals(PolicyDocument? trust) => TrustFacts.Of(trust)?.NamedPrincipals ?? [];

    /// <summary>The names in a Principal element, as <see cref="NamedPrincipals"/> has them.</summary>
    public static IEnumerable<string> NamesIn(PrincipalElement element) => element.IsNotPrincipal ? [] : element.Entries.Select(NameOf).OfType<string>();

    /// <summary>Whom the trust policy lets assume the role: those of <see cref="NamedPrincipals"/>, whole accounts, and <see cref="Everyone"/>.</summary>
    public static ImmutableArray<string> Trusted(PolicyDocument? trust) => TrustFacts.Of(trust)?.Trusted ?? [];

    /// <summary>The names under which a trust policy may mean a principal.</summary>
    public static IEnumerable<string> NamesOf(Principal principal) => ((string?[])[principal.Arn, principal.SessionsArn, principal.Account, Everyone]).OfType<string>();

    /// <summary>True if a statement lets everyone in, its conditions aside.</summary>
    public static bool NamesEveryone(Statement statement) =>
        statement.Principal is { } element && (element.IsNotPrincipal || element.Entries.Any(entry => entry.IsEveryone));

    /// <summary>The readable statements that allow <c>sts:AssumeRole</c> to somebody.</summary>
    public static IEnumerable<Statement> Statements(PolicyDocument? trust) => (trust?.Statements ?? []).Where(LetsAssume);

    /// <summary>True if a readable statement allows <c>sts:AssumeRole</c> to somebody.</summary>
    public static bool LetsAssume(Statement statement) =>
        statement is { IsUnreadable: false, Effect: Effect.Allow, Principal: not null } && statement.CoversAction(AssumeRole);

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
