using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a role's trust policy says about its sessions.</summary>
internal static class TrustPolicies
{
    private const string AssumeRole = "sts:assumerole";

    /// <summary>True if a statement may allow the action; an unreadable one may.</summary>
    /// <param name="trust">The trust policy, or null for users.</param>
    /// <param name="action">The action, lower case.</param>
    public static bool Allows(PolicyDocument? trust, string action) =>
        trust is not null && trust.Statements.Any(statement => statement.IsUnreadable || (statement.Effect == Effect.Allow && statement.CoversAction(action)));

    /// <summary>The ARNs of IAM principals that the trust policy names one by one to assume the role; accounts as a whole and wildcards are not among them.</summary>
    public static IEnumerable<string> NamedPrincipals(PolicyDocument? trust) => (trust?.Statements ?? [])
        .Where(statement => statement is { IsUnreadable: false, Effect: Effect.Allow, Principal.IsNotPrincipal: false } && statement.CoversAction(AssumeRole))
        .SelectMany(statement => statement.Principal!.Entries)
        .Where(entry => entry is { Type: "AWS", Account: null } && entry.Value.StartsWith("arn:", StringComparison.Ordinal))
        .Select(entry => entry.Value)
        .Distinct(StringComparer.Ordinal);

    /// <summary>True if a SAML or OIDC provider may assume the role; an unreadable statement may say so.</summary>
    public static bool NamesFederation(PolicyDocument? trust) =>
        trust is not null && trust.Statements.Any(statement =>
            statement.IsUnreadable || (statement.Principal?.Entries.Any(entry => entry.Type == "Federated") ?? false));
}
