using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Simulate;

/// <summary>Answers what one principal may do. Safe from any thread.</summary>
public sealed partial class PrincipalSimulator
{
    /// <summary>The verdicts on the Billing Conductor actions where no policy allows any.</summary>
    internal static readonly ImmutableArray<ActionVerdict> NoneOfAll = [.. ActionMask.Actions.Select(_ => ActionVerdict.None)];

    private readonly AccountSetting account;
    private readonly ResourceCatalogue resources;
    private readonly CallerContext caller;
    private readonly PoliciesInEffect policies;
    private readonly PoliciesInEffect policiesOfGuardedServices;
    private readonly string partition;

    // Worked out when they are first asked for, boxed so that they are there as a whole or not. Two threads may both do it, and either result serves.
    private object? allowed;
    private object? isUnreadable;
    private ConductorVerdicts? conductor;
    private readonly PrincipalSimulation? answers;
    private KnownVerdicts? known;

    /// <param name="principal">Who is asked about.</param>
    /// <param name="account">Its account's place in the organization.</param>
    /// <param name="resources">What it is asked about.</param>
    /// <param name="caller">What is known of its requests.</param>
    /// <param name="partition">E.g. <c>aws</c>.</param>
    /// <param name="answers">AWS's own answers, if they are to decide; null for the embedded engine alone.</param>
    internal PrincipalSimulator(
        Principal principal,
        AccountSetting account,
        ResourceCatalogue resources,
        CallerContext caller,
        string partition,
        PrincipalSimulation? answers = null)
    {
        var isServiceLinked = principal.Kind == Expect.PrincipalKind.ServiceLinkedRole;
        // They never bind service-linked roles, so that it does not matter that nobody knows them.
        this.account = isServiceLinked && account.Proviso == ContextKeys.ServiceControlPoliciesAllow ? account with { Proviso = null } : account;
        this.answers = answers;
        this.resources = resources;
        this.caller = caller;
        this.partition = partition;
        policies = new PoliciesInEffect
        {
            Identity = Sourced(principal.Policies),
            Boundary = principal.Boundary?.Sourced,
            ServiceControlExemption = isServiceLinked ? ServiceControlExemption.ServiceLinkedRole : account.Exemption,
            ServiceControlPolicies = account.ServiceControlPolicies,
        };
        policiesOfGuardedServices = isServiceLinked || account.ResourceControlPolicies is null
            ? policies
            : policies with { ResourceControlPolicies = account.ResourceControlPolicies };
    }

    private PrincipalSimulator(PrincipalSimulator like, PoliciesInEffect changed, AccountSetting account, ResourceCatalogue resources, CallerContext? knownCaller = null)
    {
        (this.account, this.resources, caller, partition) = (account, resources, knownCaller ?? like.caller, like.partition);
        policiesOfGuardedServices = changed;
        policies = changed with { ResourceControlPolicies = null };
    }

    /// <summary>The same principal with other policies, decided by the embedded engine.</summary>
    /// <param name="changed">As <see cref="AllPolicies"/> has them.</param>
    internal PrincipalSimulator With(PoliciesInEffect changed) => new(this, changed, account, resources);

    /// <summary>The same principal, decided by the embedded engine, where more is known of its requests; what is assumed stays.</summary>
    internal PrincipalSimulator Knowing(IReadOnlyDictionary<string, ContextValue> values) => new(this, AllPolicies, account, resources, caller with
    {
        Assumed = values.Concat(caller.Assumed).GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).ToDictionary(same => same.Key, same => same.Last().Value, StringComparer.OrdinalIgnoreCase),
    });

    /// <summary>The same principal, decided by the embedded engine, where a role is known that it may want to assume.</summary>
    internal PrincipalSimulator Towards(AssumableRole role) => new(this, AllPolicies, account, resources.WithRole(role));

    /// <summary>The same principal, decided by the embedded engine, on a resource whose own policy nobody knows.</summary>
    internal PrincipalSimulator Towards(UnseenResource resource) => new(this, AllPolicies, account, resources.WithUnseen(resource));

    /// <summary>The same principal with these identity-based policies only: nobody else has a say, nor does what is not known of the organization.</summary>
    internal PrincipalSimulator Alone(ImmutableArray<SourcedPolicy> identity) => new(
        this,
        new PoliciesInEffect { Identity = identity, ServiceControlExemption = ServiceControlExemption.NoOrganization },
        new AccountSetting { Account = account.Account, IsPayer = account.IsPayer, Exemption = ServiceControlExemption.NoOrganization },
        resources);

    /// <summary>The principal as one who assumes roles: small, and for any thread.</summary>
    internal AssumingCaller Caller => new(caller, policies, account, partition);

    /// <summary>True if AWS's own answers decide.</summary>
    internal bool AsksAws => answers is not null;

    /// <summary>The resources that questions are asked about.</summary>
    public ResourceCatalogue Resources => resources;

    /// <summary>True if a policy that has a say, or the organization, could not be read: then nobody can tell which resources and keys it looks at.</summary>
    internal bool IsUnreadable => (bool)(isUnreadable ??= account.Proviso is not null || AllPolicies.IsAnyUnreadable());

    /// <summary>What is known of the principal's requests.</summary>
    internal CallerContext CallerContext => caller;

    /// <summary>True if service control policies are known not to apply to the principal.</summary>
    internal bool IsExemptFromServiceControl => account.Proviso is null && policies.ServiceControlExemption != ServiceControlExemption.None;

    /// <summary>The policies that have a say, but for resource control policies, which AWS's simulator does not take.</summary>
    internal PoliciesInEffect Policies => policies;

    /// <summary>The policies that have a say in requests to services that resource control policies reach.</summary>
    internal PoliciesInEffect AllPolicies => policiesOfGuardedServices;

    /// <summary>The resources that an action is asked about when nobody names one: per type of its row those of the inventory and a probe; else <c>*</c>.</summary>
    internal ImmutableArray<string> ResourcesOf(string action) => ServiceCatalog.Default.FindAction(action) is { } row ? ResourcesOf(row) : ["*"];

    /// <summary>The same for who has the row.</summary>
    internal ImmutableArray<string> ResourcesOf(CatalogAction row) => row switch
    {
        { IsWildcardOnly: true } => ["*"],
        { AuthorizedTypes: [var only] } => resources.Of(row.Service, only),
        _ => [.. row.AuthorizedTypes.SelectMany(type => resources.Of(row.Service, type))],
    };

    private static ImmutableArray<SourcedPolicy> Sourced(ImmutableArray<HeldPolicy> held)
    {
        var sourced = ImmutableArray.CreateBuilder<SourcedPolicy>(held.Length);
        foreach (var policy in held)
            sourced.Add(policy.Sourced);
        return sourced.MoveToImmutable();
    }
}
