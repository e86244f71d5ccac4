using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Explain;

/// <summary>Sets out what each layer says to one request, and why a layer has no say where it has none.</summary>
internal sealed class LadderBuilder(Principal principal, AccountSetting setting, PoliciesInEffect policies, string action, EvaluationResult result)
{
    private readonly string service = action[..action.IndexOf(':', StringComparison.Ordinal)];

    public ImmutableArray<Rung> Build() =>
        [Account(), .. ServiceControl(), .. ResourceControl(), .. Trust(), Boundary(), Session(), OfLayer(PolicyLayer.Identity, null, IdentityReason)];

    /// <summary>Of resource-based policies a snapshot has the trust policies of roles; of another account's resources none.</summary>
    private IEnumerable<Rung> Trust() => policies.ResourcePolicy is null ? []
        : [OfLayer(PolicyLayer.ResourcePolicy, null, state => state == RungState.Silent ? "the role's trust policy does not let this principal in" : "")];

    private bool IsBillingConductor => service.Equals(ServiceCatalog.BillingConductor, StringComparison.OrdinalIgnoreCase);

    private Rung Account()
    {
        if (!IsBillingConductor)
            return Without(PolicyLayer.Account, "the service answers in every account");
        return setting.IsPayer switch
        {
            true => new Rung(PolicyLayer.Account, null, RungState.Allows, "the account is the payer, where Billing Conductor answers", []),
            false => new Rung(PolicyLayer.Account, null, RungState.Silent, "Billing Conductor answers only in the payer, and the account is another one", []),
            null => new Rung(PolicyLayer.Account, null, RungState.Depends, "Billing Conductor answers only in the payer, and nobody knows which account is", []),
        };
    }

    private IEnumerable<Rung> ServiceControl()
    {
        if (setting.Proviso is not null && policies.ServiceControlExemption != ServiceControlExemption.ServiceLinkedRole)
            return [new Rung(PolicyLayer.ServiceControlPolicy, null, RungState.Depends, "the organization was not read", [])];
        if (policies.ServiceControlExemption != ServiceControlExemption.None)
            return [Without(PolicyLayer.ServiceControlPolicy, Exempt(policies.ServiceControlExemption))];
        if (policies.ServiceControlPolicies is not { } levels)
            return [Without(PolicyLayer.ServiceControlPolicy, "the account belongs to no organization with service control policies")];
        return levels.Select(level => OfLayer(PolicyLayer.ServiceControlPolicy, level.TargetId, state => LevelReason(level, state)));
    }

    private IEnumerable<Rung> ResourceControl()
    {
        if (!ResourceControlPolicyServices.Contains(service))
            return [Without(PolicyLayer.ResourceControlPolicy, $"resource control policies do not reach {service}")];
        if (principal.Kind == Expect.PrincipalKind.ServiceLinkedRole)
            return [Without(PolicyLayer.ResourceControlPolicy, "resource control policies never bind service-linked roles")];
        if (policies.ResourceControlPolicies is null && setting.ResourceControlPolicies is not null)
            return [Without(PolicyLayer.ResourceControlPolicy, "the resource is another account's, and none that is known binds it")];
        if (policies.ResourceControlPolicies is not { } levels)
            return [Without(PolicyLayer.ResourceControlPolicy, "no resource control policy binds the account's resources")];
        return levels.Select(level => OfLayer(PolicyLayer.ResourceControlPolicy, level.TargetId, state => LevelReason(level, state)));
    }

    private Rung Boundary() => policies.Boundary is { } boundary
        ? OfLayer(PolicyLayer.PermissionsBoundary, null, state => state == RungState.Silent ? $"nothing in {boundary.Source.Name} allows it" : "")
        : Without(PolicyLayer.PermissionsBoundary, "no permissions boundary is set");

    private static Rung Session() =>
        Without(PolicyLayer.Session, "nobody knows whether a session policy was passed: a snapshot does not tell, AWS's own message would");

    private string IdentityReason(RungState state) => state != RungState.Silent ? ""
        : policies.Identity.IsEmpty ? "no policy is attached at all"
        : policies.Identity.Length == 1 ? "the only policy that is attached does not allow it"
        : $"none of the {policies.Identity.Length} attached policies allows it";

    private static string LevelReason(OrganizationLevel level, RungState state) => state != RungState.Silent ? ""
        : level.Policies.IsEmpty ? "no policy is attached here, and each level must allow"
        : $"none of the policies here allows it: {string.Join(", ", level.Policies.Select(policy => policy.Source.Name))}";

    private Rung OfLayer(PolicyLayer layer, string? target, Func<RungState, string> silentReason)
    {
        var blockers = result.Blockers.Where(blocker => blocker.Layer == layer && blocker.TargetId == target).ToArray();
        var state = StateOf(blockers);
        var wanted = state is RungState.Denies ? Effect.Deny : Effect.Allow;
        ImmutableArray<RungStatement> statements =
        [
            .. result.MatchedStatements
                .Where(match => match.Layer == layer && match.TargetId == target && (state == RungState.Depends || match.Statement.Effect == wanted))
                .Select(match => new RungStatement(match.Policy, match.Statement, match.Match == Truth.Yes)),
            .. blockers.Where(blocker => blocker is { Policy: not null, Statement.IsUnreadable: true }).Select(blocker => new RungStatement(blocker.Policy!, blocker.Statement!, false)),
        ];
        // Within an account a trust policy or an identity-based policy may do alone.
        var isNeedless = state == RungState.Allows && statements.IsEmpty && policies.ResourcePolicy is not null && layer is PolicyLayer.Identity or PolicyLayer.ResourcePolicy;
        return new Rung(layer, target, state, silentReason(state) is { Length: > 0 } reason ? reason : isNeedless ? "what allows it elsewhere is enough" : Decided(state, blockers), statements);
    }

    private static RungState StateOf(Blocker[] blockers)
    {
        if (blockers.Any(blocker => blocker is { IsExplicit: true, Certainty: Truth.Yes }))
            return RungState.Denies;
        if (blockers.Any(blocker => blocker is { IsExplicit: false, Certainty: Truth.Yes }))
            return RungState.Silent;
        if (blockers.Any(blocker => blocker.Statement is { IsUnreadable: true }))
            return RungState.Unreadable;
        return blockers.Length > 0 ? RungState.Depends : RungState.Allows;
    }

    private static string Decided(RungState state, Blocker[] blockers) => state switch
    {
        RungState.Denies => "a Deny statement matches",
        RungState.Unreadable when blockers.Any(blocker => blocker.Layer == PolicyLayer.ResourcePolicy && blocker.Statement is { IsOfWholeDocument: true }) => "the resource's own policy is not in the snapshot, or could not be read",
        RungState.Unreadable when blockers.Any(blocker => blocker.Statement is { IsOfWholeDocument: true }) => "it could not be read",
        RungState.Unreadable => "part of it could not be read",
        RungState.Depends => "it depends on values that only the call itself tells",
        RungState.Silent => "nothing allows it",
        _ => "an Allow statement matches",
    };

    private static string Exempt(ServiceControlExemption exemption) => exemption switch
    {
        ServiceControlExemption.ManagementAccount => "service control policies never bind the payer",
        ServiceControlExemption.ServiceLinkedRole => "service control policies never bind service-linked roles",
        ServiceControlExemption.ConsolidatedBilling => "the organization has consolidated billing only, without service control policies",
        ServiceControlExemption.NotEnabled => "service control policies are not enabled in the organization",
        _ => "the account belongs to no organization",
    };

    private static Rung Without(PolicyLayer layer, string reason) => new(layer, null, RungState.DoesNotApply, reason, []);
}
