using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>What AWS's simulator was asked about one principal, and what it answered. Immutable.</summary>
public sealed class PrincipalSimulation
{
    private readonly Dictionary<RequestKey, SimulatedDecision> byRequest = [];
    private readonly ILookup<(string Action, string Keys), string> resources;

    /// <summary>Puts a plan and its answer together.</summary>
    public PrincipalSimulation(SimulationPlan plan, SimulationAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(answer);
        Plan = plan;
        Answer = answer;
        var decisions = answer.Decisions.ToLookup(decision => (decision.Call, decision.Action, decision.Resource));
        foreach (var request in plan.Requests)
        {
            if (decisions[(request.Call, request.Key.Action, request.Key.Resource)].FirstOrDefault() is { } decision)
                byRequest[request.Key] = decision;
        }

        resources = byRequest.Keys.ToLookup(key => (key.Action, key.Keys), key => key.Resource);
    }

    /// <summary>What was asked.</summary>
    public SimulationPlan Plan { get; }

    /// <summary>What came back.</summary>
    public SimulationAnswer Answer { get; }

    /// <summary>How many requests AWS decided.</summary>
    public int Answered => byRequest.Count;

    /// <summary>The requests that AWS decided, in the plan's order.</summary>
    public IEnumerable<(PlannedRequest Request, SimulatedDecision Decision)> Decisions =>
        Plan.Requests.Where(request => byRequest.ContainsKey(request.Key)).Select(request => (request, byRequest[request.Key]));

    /// <summary>Why actions have no answer, each action and reason once.</summary>
    public IEnumerable<(string Action, string Reason)> Missing => Plan.Unasked.Concat(Answer.Unanswered).Select(item => (item.Action, item.Reason))
        .Concat(Plan.Requests.Where(request => !byRequest.ContainsKey(request.Key)).Select(request => request.Key.Action)
            .Except(Answer.Unanswered.Select(item => item.Action), StringComparer.Ordinal)
            .Select(action => (action, Answer.Gap is null ? "its answer left the action out" : "it was not asked to the end")))
        .Distinct();

    /// <summary>AWS's decision on a request; null if it was not asked or not answered.</summary>
    public SimulatedDecision? Find(RequestKey key) => byRequest.GetValueOrDefault(key);

    /// <summary>The resources on which AWS decided an action.</summary>
    internal IEnumerable<string> ResourcesOf(string action, ImmutableDictionary<string, string>? fixedKeys) => resources[(action, RequestKey.KeysOf(fixedKeys))];
}
