using System.Collections.Immutable;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Inventory;

/// <summary>What one trust policy says of its role's sessions, worked out once however many roles have it.</summary>
internal sealed class TrustFacts
{
    private TrustFacts(PolicyDocument trust)
    {
        TakesSessionTags = TrustPolicies.Allows(trust, "sts:tagsession");
        NamesFederation = TrustPolicies.NamesFederation(trust);
        NamesIamPrincipals = TrustPolicies.NamesIamPrincipals(trust);
        NamesEveryone = TrustPolicies.Statements(trust).Any(TrustPolicies.NamesEveryone);
        NamedPrincipals = [.. TrustPolicies.NamedPrincipals(trust)];
    }

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

    /// <summary>The facts of a trust policy; null for users, which have none. Safe from any thread.</summary>
    public static TrustFacts? Of(PolicyDocument? trust) => trust?.Derive(static read => new TrustFacts(read));
}
