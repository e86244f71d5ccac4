using System.Collections.Immutable;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>What AWS's simulator is to be asked about one principal, and which request each part of the question stands for.</summary>
/// <param name="Question">The question.</param>
/// <param name="Requests">The requests, in ordinal order of action and resource.</param>
/// <param name="Unasked">Actions that cannot be asked at all, with the reason.</param>
public sealed record SimulationPlan(SimulationQuestion Question, ImmutableArray<PlannedRequest> Requests, ImmutableArray<UnansweredAction> Unasked);

/// <summary>A request of a plan.</summary>
/// <param name="Key">Action, resource and the keys that a task determines.</param>
/// <param name="FixedKeys">Those keys.</param>
/// <param name="ResourceType">The resource's type within its service; <c>*</c> for an action without types.</param>
/// <param name="Call">The call that asks it, by its place in the question.</param>
public sealed record PlannedRequest(RequestKey Key, ImmutableDictionary<string, string> FixedKeys, string ResourceType, int Call);
