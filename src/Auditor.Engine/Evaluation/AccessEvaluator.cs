using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>Decides requests the way AWS documents it.</summary>
public static class AccessEvaluator
{
    /// <summary>
    /// Decides one request: an explicit deny in any policy wins; otherwise the organization's policies must let it through, and
    /// the principal's own policies, its boundary and its session must allow it (E1 to E13 in docs/evaluation.md).
    /// </summary>
    /// <param name="request">The request. A context key of unknown value makes the answer conditional; its value is never guessed.</param>
    /// <param name="policies">The policies in effect.</param>
    /// <returns>The decision, every blocker, and the statements that took part.</returns>
    /// <remarks>
    /// <para>Source: IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access",
    /// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html"/>,
    /// read 2026-11-23. Not modelled: docs/limits.md.</para>
    /// <para>No I/O and no shared state, so it is safe from any thread. Policy content never throws.</para>
    /// </remarks>
    public static EvaluationResult Evaluate(AccessRequest request, PoliciesInEffect policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        var matcher = new StatementMatcher(request, policies.Boundary is not null);
        var layers = Layers(matcher, request, policies, out var serviceControl, out var resourceControl, out var boundary, out var identity);
        var decision = Combine(layers);
        return new EvaluationResult
        {
            Decision = decision,
            Blockers = decision == Decision.Allowed ? [] : LayerResult.AllBlockers(layers),
            MatchedStatements = LayerResult.AllMatches(layers),
            UnknownKeys = decision == Decision.Conditional ? UnknownKeys(layers) : [],
            MissingKeys = Sorted(matcher.Keys.Missing),
            AllowedByServiceControlPolicies = ServiceControlLevels(policies) is null ? null : Passes(serviceControl),
            AllowedByResourceControlPolicies = policies.ResourceControlPolicies is null ? null : Passes(resourceControl),
            AllowedByPermissionsBoundary = boundary?.Passes,
            AllowedByIdentity = identity.Allows,
        };
    }

    /// <summary>The unknown keys of <see cref="Evaluate"/> alone.</summary>
    internal static ImmutableArray<string> UnknownKeysOf(AccessRequest request, PoliciesInEffect policies)
    {
        var layers = Layers(new StatementMatcher(request, policies.Boundary is not null, keepsMatches: policies.ResourcePolicy is not null), request, policies, out _, out _, out _, out _);
        return Combine(layers) == Decision.Conditional ? UnknownKeys(layers) : [];
    }

    private static LayerResult[] Layers(
        StatementMatcher matcher,
        AccessRequest request,
        PoliciesInEffect policies,
        out LayerResult[] serviceControl,
        out LayerResult[] resourceControl,
        out LayerResult? boundary,
        out LayerResult identity)
    {
        serviceControl = Levels(matcher, PolicyLayer.ServiceControlPolicy, ServiceControlLevels(policies));
        resourceControl = Levels(matcher, PolicyLayer.ResourceControlPolicy, policies.ResourceControlPolicies);
        var resource = policies.ResourcePolicy is { } own ? matcher.Evaluate(PolicyLayer.ResourcePolicy, null, [own]) : null;
        boundary = policies.Boundary is { } limit ? matcher.Evaluate(PolicyLayer.PermissionsBoundary, null, [limit]) : null;
        var session = policies.Session is { } passed ? matcher.Evaluate(PolicyLayer.Session, null, passed.AsSpan()) : null;
        identity = matcher.Evaluate(PolicyLayer.Identity, null, policies.Identity.AsSpan());
        if (resource is not null)
            ResourceGrant.Apply(request, resource, identity, boundary, session);

        return [.. serviceControl, .. resourceControl, .. Present(resource), .. Present(boundary), .. Present(session), identity];
    }

    /// <summary>
    /// Decides one request without saying why: the decision of <see cref="Evaluate"/>, for those who only count.
    /// </summary>
    /// <param name="request">As for <see cref="Evaluate"/>.</param>
    /// <param name="policies">The policies in effect.</param>
    public static Decision Decide(AccessRequest request, PoliciesInEffect policies)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        // What the resource's own policy grants within an account opens other layers: too rare to be worth a shorter way.
        return policies.ResourcePolicy is null || ResourceGrant.OpensNothing(request)
            ? new DecisionFinder(request, policies.Boundary is not null).Find(policies)
            : Evaluate(request, policies).Decision;
    }

    /// <summary>Decides many requests of one caller on one resource at once, without saying why: for each action the decision of <see cref="Evaluate"/>.</summary>
    /// <param name="actions">The set that the bits are from.</param>
    /// <param name="wanted">The actions to decide.</param>
    /// <param name="request">What the requests have in common; its action and its context are not looked at.</param>
    /// <param name="contexts">The context of every wanted action.</param>
    /// <param name="policies">The policies in effect; there is no policy of the resource.</param>
    /// <exception cref="ArgumentException">The resource has a policy of its own, which this way does not know.</exception>
    public static ActionDecisions Decide(ActionSet actions, ulong wanted, AccessRequest request, ReadOnlySpan<SharedContext> contexts, PoliciesInEffect policies)
    {
        ArgumentNullException.ThrowIfNull(actions);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(policies);
        if (policies.ResourcePolicy is not null)
            throw new ArgumentException("many actions at once are decided without a policy of the resource", nameof(policies));
        var evaluator = new MaskEvaluator(actions, wanted & actions.All, request, contexts, policies.Boundary is not null);
        foreach (var level in ServiceControlLevels(policies) ?? [])
            evaluator.Add(level.Policies.AsSpan());
        foreach (var level in policies.ResourceControlPolicies ?? [])
            evaluator.Add(level.Policies.AsSpan());
        if (policies.Boundary is { } boundary)
            evaluator.Add(boundary);
        if (policies.Session is { } session)
            evaluator.Add(session.AsSpan());
        evaluator.Add(policies.Identity.AsSpan());
        return evaluator.Decisions;
    }

    /// <summary>The rungs, first that holds: certain explicit deny, certain implicit deny, unreadable, conditional, allowed.</summary>
    private static Decision Combine(LayerResult[] layers)
    {
        var passes = Truth.Yes;
        var isUnreadable = false;
        foreach (var layer in layers)
        {
            if (layer.Denies == Truth.Yes)
                return Decision.ExplicitDeny;
            passes = passes.And(layer.Passes);
            isUnreadable |= layer.Unreadable is not null;
        }

        if (passes == Truth.No)
            return Decision.ImplicitDeny;
        if (isUnreadable)
            return Decision.Unknown;
        return passes == Truth.Yes ? Decision.Allowed : Decision.Conditional;
    }

    internal static ImmutableArray<OrganizationLevel>? ServiceControlLevels(PoliciesInEffect policies) =>
        policies.ServiceControlExemption == ServiceControlExemption.None ? policies.ServiceControlPolicies : null;

    private static LayerResult[] Levels(StatementMatcher matcher, PolicyLayer layer, ImmutableArray<OrganizationLevel>? levels) =>
        levels is null ? [] : [.. levels.Value.Select(level => matcher.Evaluate(layer, level.TargetId, level.Policies.AsSpan()))];

    private static LayerResult[] Present(LayerResult? layer) => layer is null ? [] : [layer];

    private static Truth Passes(LayerResult[] levels)
    {
        var passes = Truth.Yes;
        foreach (var level in levels)
            passes = passes.And(level.Passes);
        return passes;
    }

    private static ImmutableArray<string> UnknownKeys(LayerResult[] layers)
    {
        var keys = new KeyCollector();
        foreach (var layer in layers)
            layer.NoteUnknownKeys(keys);
        return Sorted(keys.Unknown);
    }

    private static ImmutableArray<string> Sorted(IReadOnlyList<string> keys) => keys switch
    {
        [] => [],
        [var only] => [only],
        _ => [.. keys.Order(StringComparer.Ordinal)],
    };
}
