using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a role's trust policy says about its sessions.</summary>
internal static class TrustPolicies
{
    /// <summary>True if a statement may allow the action; an unreadable one may.</summary>
    /// <param name="trust">The trust policy, or null for users.</param>
    /// <param name="action">The action, lower case.</param>
    public static bool Allows(PolicyDocument? trust, string action) =>
        trust is not null && trust.Statements.Any(statement => statement.IsUnreadable || (statement.Effect == Effect.Allow && statement.CoversAction(action)));

    /// <summary>True if a SAML or OIDC provider may assume the role; an unreadable statement may say so.</summary>
    public static bool NamesFederation(PolicyDocument? trust) =>
        trust is not null && trust.Statements.Any(statement =>
            statement.IsUnreadable || (statement.Principal?.Entries.Any(entry => entry.Type == "Federated") ?? false));
}
