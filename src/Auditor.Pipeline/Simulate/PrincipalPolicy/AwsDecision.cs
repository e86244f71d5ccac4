using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// The decision where AWS's simulator is to decide. It stands as AWS gave it, except where AWS cannot see what the request depends on:
/// there the decision is unknown, or conditional on the keys that AWS itself reports as missing.
/// </summary>
internal static class AwsDecision
{
    public static EvaluationResult Of(PrincipalSimulator simulator, string action, RequestContext context, EvaluationResult embedded, SimulatedDecision aws) => embedded.Decision switch
    {
        Decision.Conditional => OfConditional(simulator, action, context, embedded, aws),
        Decision.Unknown => OfUnreadable(simulator, action, context, embedded, aws),
        _ => OfCertain(simulator, action, context, embedded, aws),
    };

    private static EvaluationResult OfConditional(PrincipalSimulator simulator, string action, RequestContext context, EvaluationResult embedded, SimulatedDecision aws)
    {
        // AWS cannot tell what an unread organization leaves open, but a denial by the principal's own policies does not rest on it.
        if (embedded.UnknownKeys.All(ContextKeys.IsProviso))
            return !aws.IsAllowed && !IsDeniedByOrganization(aws) && SimulatorComparison.IsSameRequest(simulator, action, context, aws) ? Denied(embedded, aws) : embedded;
        return embedded.UnknownKeys.Any(unknown => aws.MissingKeys.Contains(unknown, StringComparer.OrdinalIgnoreCase)) ? embedded : Unknown(embedded);
    }

    /// <summary>AWS can read what we could not, but it does not say which keys a service control policy asked for.</summary>
    private static EvaluationResult OfUnreadable(PrincipalSimulator simulator, string action, RequestContext context, EvaluationResult embedded, SimulatedDecision aws)
    {
        var restsOnOrganization = embedded.AllowedByServiceControlPolicies == Truth.Unknown || !SimulatorComparison.IsFreeOfResourceControl(embedded);
        if (!SimulatorComparison.IsSameRequest(simulator, action, context, aws))
            return embedded;
        if (aws.IsAllowed)
            return restsOnOrganization ? embedded : Allowed(embedded);
        return restsOnOrganization && IsDeniedByOrganization(aws) ? embedded : Denied(embedded, aws);
    }

    private static EvaluationResult OfCertain(PrincipalSimulator simulator, string action, RequestContext context, EvaluationResult embedded, SimulatedDecision aws)
    {
        if (embedded.IsAllowed == aws.IsAllowed)
            return embedded;
        if (!SimulatorComparison.IsSameRequest(simulator, action, context, aws) || !SimulatorComparison.IsFreeOfResourceControl(embedded))
            return Unknown(embedded);
        return aws.IsAllowed ? Allowed(embedded) : Denied(embedded, aws);
    }

    private static bool IsDeniedByOrganization(SimulatedDecision aws) => aws.AllowedByOrganizations == false || aws.WithoutServiceControlPolicies == Decision.Allowed;

    private static EvaluationResult Allowed(EvaluationResult embedded) => embedded with { Decision = Decision.Allowed, Blockers = [], UnknownKeys = [] };

    private static EvaluationResult Unknown(EvaluationResult embedded) => embedded with { Decision = Decision.Unknown, UnknownKeys = [] };

    private static EvaluationResult Denied(EvaluationResult embedded, SimulatedDecision aws)
    {
        var certain = embedded.Blockers.Where(blocker => blocker.Certainty == Truth.Yes).ToImmutableArray();
        return embedded with { Decision = aws.Decision, UnknownKeys = [], Blockers = certain.IsEmpty ? Blockers(aws) : certain };
    }

    /// <summary>The layers that AWS's answer names, in the order in which to remove them.</summary>
    private static ImmutableArray<Blocker> Blockers(SimulatedDecision aws)
    {
        var blockers = ImmutableArray.CreateBuilder<Blocker>();
        if (IsDeniedByOrganization(aws))
            blockers.Add(Blocker(PolicyLayer.ServiceControlPolicy, aws, null));
        if (aws.AllowedByPermissionsBoundary == false)
            blockers.Add(Blocker(PolicyLayer.PermissionsBoundary, aws, null));
        if (blockers.Count == 0 || aws.WithoutServiceControlPolicies is Decision.ExplicitDeny or Decision.ImplicitDeny)
            blockers.Add(Blocker(PolicyLayer.Identity, aws, aws.MatchedPolicies.FirstOrDefault()));
        return blockers.ToImmutable();
    }

    private static Blocker Blocker(PolicyLayer layer, SimulatedDecision aws, string? policy) =>
        new(layer, aws.Decision == Decision.ExplicitDeny, Truth.Yes, policy is null ? null : new PolicySource(policy, policy), null, null);
}
