using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Inventory;

/// <summary>What binds principals of any account to the payer: whom its roles trust, and who called Billing Conductor.</summary>
internal sealed class PayerTies
{
    private readonly AccountSnapshot? payer;
    private readonly HashSet<string> named = new(StringComparer.Ordinal);
    private readonly HashSet<string> accountsNamed = new(StringComparer.Ordinal);
    private readonly HashSet<string> trusted = new(StringComparer.Ordinal);
    private readonly HashSet<string> trustedByChangers = new(StringComparer.Ordinal);
    private readonly HashSet<string> activeIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> serviceLinkedRoles = new(StringComparer.Ordinal);

    /// <param name="payer">The payer's account; null if there is none, which binds nobody.</param>
    /// <param name="parallelism">How many of its roles are looked at at once; at least 1.</param>
    public PayerTies(AccountSnapshot? payer, int parallelism)
    {
        this.payer = payer;
        if (payer is null)
            return;
        named.UnionWith(payer.Roles.SelectMany(role => TrustPolicies.NamedPrincipals(role.TrustPolicy)));
        accountsNamed.UnionWith(named.Select(name => Arn.AccountOf(name).ToString()));
        trusted.UnionWith(payer.Roles.SelectMany(role => TrustPolicies.Trusted(role.TrustPolicy)));
        // What they hold is read here for the first time, and nothing else can be done meanwhile. Each document once: many hold the same.
        PolicyDocument[] held = [.. payer.Roles.SelectMany(Documents).Distinct<PolicyDocument>(ReferenceEqualityComparer.Instance)];
        _ = ManyAtOnce.Map(held, parallelism, document => (EscalationActions.Of(document), DocumentFacts.Of(document)));
        trustedByChangers.UnionWith(payer.Roles.Where(MayChangeOthers).SelectMany(role => TrustPolicies.Trusted(role.TrustPolicy)));
        serviceLinkedRoles.UnionWith(payer.Roles.Where(role => PrincipalKinds.OfRole(role.Path) == PrincipalKind.ServiceLinkedRole).Select(role => role.Name));
        activeIds.UnionWith((payer.Activity?.Events ?? []).SelectMany(entry => (string?[])[entry.PrincipalId, entry.PrincipalArn]).OfType<string>());
    }

    /// <summary>The names of the payer's service-linked roles, told by their path.</summary>
    public IReadOnlySet<string> ServiceLinkedRoles => serviceLinkedRoles;

    /// <summary>True if the principal called Billing Conductor in the time that the activity covers.</summary>
    public bool IsActive(Principal principal) => activeIds.Contains(principal.Id) || activeIds.Contains(principal.Arn);

    /// <summary>True if a role of the payer names the principal, or a session of it, in its trust policy.</summary>
    public bool IsNamed(Principal principal) =>
        accountsNamed.Contains(principal.Account) && (named.Contains(principal.Arn) || (principal.SessionsArn is { } sessions && named.Contains(sessions)));

    /// <summary>True if some role of the payer may let the role in.</summary>
    public bool IsTrusted(TrustNames role) => trusted.Count > 0 && role.IsAmong(trusted);

    /// <summary>True if the principal may be able to assume a role of the payer that may change what others can do: worth a closer look.</summary>
    public bool MayComeToChange(Principal principal) =>
        trustedByChangers.Count > 0
        && principal.Policies.Any(policy => DocumentFacts.Of(policy.Document).AllowsAssumeRole)
        && TrustPolicies.NamesOf(principal).Any(trustedByChangers.Contains);

    /// <summary>All of this as texts, in a fixed order.</summary>
    public IEnumerable<string> Marks() =>
        named.Order(StringComparer.Ordinal).Select(name => "named " + name)
            .Concat(trustedByChangers.Order(StringComparer.Ordinal).Select(name => "trusted " + name))
            .Concat(serviceLinkedRoles.Order(StringComparer.Ordinal).Select(name => "role " + name))
            .Concat(activeIds.Order(StringComparer.Ordinal).Select(id => "active " + id));

    private IEnumerable<PolicyDocument> Documents(RoleRecord role) => role.InlinePolicies.Select(policy => policy.Document)
        .Concat(role.AttachedPolicies.Select(policy => payer!.Resolve(policy.Arn, PolicyType.IdentityBased)));

    /// <summary>Whoever can do everything already needs to change nobody.</summary>
    private bool MayChangeOthers(RoleRecord role)
    {
        PolicyDocument[] documents = [.. Documents(role)];
        return documents.Any(document => EscalationActions.Of(document) != 0)
            && (role.BoundaryArn is not null
                || !documents.Any(document => DocumentFacts.Of(document).AllowsEverything)
                || documents.Any(document => document.Statements.Any(statement => statement.Effect == Effect.Deny)));
    }
}
