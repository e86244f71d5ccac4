using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one trust policy says of its role's sessions, worked out once however many roles have it.</summary>
internal sealed class TrustFacts
{
    private TrustFacts(PolicyDocument trust)
    {
        var names = new NameSet(StringComparer.Ordinal);
        var trusted = new NameSet(StringComparer.Ordinal);
        foreach (var statement in trust.Statements)
        {
            TakesSessionTags |= statement.IsUnreadable || (statement.Effect == Effect.Allow && statement.CoversAction("sts:tagsession"));
            NamesFederation |= statement.IsUnreadable || LetsAnyProvider(statement);
            foreach (var entry in statement.Principal?.Entries ?? [])
                NamesFederation |= entry.Type == PrincipalEntry.Federated;
            if (!TrustPolicies.LetsAssume(statement))
                continue;
            var everyone = TrustPolicies.NamesEveryone(statement);
            NamesEveryone |= everyone;
            NamesIamPrincipals |= everyone;
            foreach (var entry in statement.Principal!.Entries)
            {
                NamesIamPrincipals = NamesIamPrincipals || entry.OwnerAccount is not null;
                if (entry.Account is { } account)
                    trusted.Add(account);
            }

            if (everyone)
                trusted.Add(TrustPolicies.Everyone);
            foreach (var name in TrustPolicies.NamesIn(statement.Principal))
                names.Add(name);
        }

        NamedPrincipals = [.. names.Names];
        foreach (var name in NamedPrincipals)
            trusted.Add(name);
        Trusted = [.. trusted.Names];
    }

    /// <summary>True if a statement lets everyone in by the actions of SAML and OIDC federation: <c>"*"</c> covers identity providers too.</summary>
    private static bool LetsAnyProvider(Statement statement) => statement.Effect == Effect.Allow && TrustPolicies.NamesEveryone(statement)
        && (statement.CoversAction("sts:assumerolewithsaml") || statement.CoversAction("sts:assumerolewithwebidentity"));

    /// <summary>Whoever assumes the role may bring tags along; an unreadable statement may say so.</summary>
    public bool TakesSessionTags { get; }

    /// <summary>A SAML or OIDC provider may assume the role; an unreadable statement may say so.</summary>
    public bool NamesFederation { get; }

    /// <summary>Accounts, roles, users or everyone may be let in: not only services and identity providers.</summary>
    public bool NamesIamPrincipals { get; }

    /// <summary>A statement lets everyone in, its conditions aside.</summary>
    public bool NamesEveryone { get; }

    /// <summary>The principals that are named one by one.</summary>
    public ImmutableArray<string> NamedPrincipals { get; }

    /// <summary>Whom the policy lets assume the role: whole accounts, everyone, and those of <see cref="NamedPrincipals"/>.</summary>
    public ImmutableArray<string> Trusted { get; }

    /// <summary>The facts of a trust policy; null for users, which have none. Safe from any thread.</summary>
    public static TrustFacts? Of(PolicyDocument? trust) => trust?.Derive(static read => new TrustFacts(read));
}
