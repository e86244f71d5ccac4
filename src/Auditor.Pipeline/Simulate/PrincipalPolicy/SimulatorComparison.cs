using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>Compares the two simulators, where both decided the same request with certainty.</summary>
internal static class SimulatorComparison
{
    /// <summary>Keys to which AWS's simulator gives values of its own, which need not be those of a real session of a role.</summary>
    /// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html"/>.</remarks>
    private static readonly string[] FilledIn = ["aws:userid", "aws:username", "aws:PrincipalType", "aws:PrincipalId", "aws:Type"];

    /// <summary>The requests that can be compared, in the plan's order.</summary>
    public static IEnumerable<ComparedDecision> Of(PrincipalSimulator simulator, PrincipalSimulation simulation)
    {
        foreach (var (request, aws) in simulation.Decisions)
        {
            var embedded = simulator.EvaluateEmbedded(request.Key.Action, request.Key.Resource, request.FixedKeys);
            if (IsCertain(embedded) && IsFreeOfResourceControl(embedded) && IsSameRequest(simulator, request.Key.Action, simulator.ContextOf(request.Key.Action, request.Key.Resource, request.FixedKeys), aws))
                yield return new ComparedDecision(request, embedded, aws);
        }
    }

    /// <summary>
    /// True if AWS decided the request that was meant: it had every key that it asked for but those that such a request cannot carry,
    /// no key had a value that the simulator makes up, and no service control policy was applied that does not apply.
    /// </summary>
    public static bool IsSameRequest(PrincipalSimulator simulator, string action, RequestContext context, SimulatedDecision aws)
    {
        if (simulator.IsExemptFromServiceControl && aws is { IsAllowed: false, AllowedByOrganizations: false })
            return false;
        return aws.MissingKeys.All(missing => context.Get(missing).Knowledge == ContextKnowledge.Absent)
            && (simulator.CallerContext.UserName is not null || !simulator.AllPolicies.StatementsOn(action).Any(statement => FilledIn.Any(filled => StatementKeys.AsksFor(statement, filled))));
    }

    /// <summary>AWS's simulator takes no resource control policies: where they have a say that is not a clear yes, it speaks of something else.</summary>
    public static bool IsFreeOfResourceControl(EvaluationResult embedded) => embedded.AllowedByResourceControlPolicies is null or Truth.Yes;

    private static bool IsCertain(EvaluationResult embedded) => embedded.Decision is Decision.Allowed or Decision.ImplicitDeny or Decision.ExplicitDeny;
}

/// <summary>A request that both simulators decided with certainty.</summary>
internal sealed record ComparedDecision(PlannedRequest Request, EvaluationResult Embedded, SimulatedDecision Aws)
{
    /// <summary>True if one allows what the other denies. Explicit or implicit makes no difference to the caller.</summary>
    public bool Differs => Embedded.IsAllowed != Aws.IsAllowed;
}
