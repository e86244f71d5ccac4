using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>What AWS's simulator answered about one principal, call by call.</summary>
/// <param name="PrincipalArn">The role or user.</param>
/// <param name="Decisions">The decisions, in any order. A request that stands neither here nor under <paramref name="Unanswered"/> got no answer.</param>
/// <param name="Unanswered">Actions that AWS did not decide, with the reason.</param>
/// <param name="Gap">Why AWS could not be asked or stopped answering; null if nothing went wrong.</param>
public sealed record SimulationAnswer(
    string PrincipalArn,
    ImmutableArray<SimulatedDecision> Decisions,
    ImmutableArray<UnansweredAction> Unanswered,
    Gap? Gap = null)
{
    /// <summary>True if asking about this principal was no use any more, because the account's simulator had failed before; how many those are is chance where several are asked at once.</summary>
    public bool IsNotAsked { get; init; }
}

/// <summary>AWS's decision on one action and resource.</summary>
/// <remarks>
/// Sources: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html"/> and
/// <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_ResourceSpecificResult.html"/>.
/// </remarks>
public sealed record SimulatedDecision
{
    /// <summary>The call, by its place in the question.</summary>
    public required int Call { get; init; }

    /// <summary>The action as it was asked.</summary>
    public required string Action { get; init; }

    /// <summary>The resource as it was asked.</summary>
    public required string Resource { get; init; }

    /// <summary>Allowed, implicit deny or explicit deny; nothing else.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Context keys that the principal's policies ask for and that were not sent. Keys that only service control policies ask for are never among them.</summary>
    public ImmutableArray<string> MissingKeys { get; init; } = [];

    /// <summary>The ids of the policies that decided, as AWS names them; service control policies are never among them.</summary>
    public ImmutableArray<string> MatchedPolicies { get; init; } = [];

    /// <summary>Whether the organization's policies let the request through; null if AWS does not say for this resource.</summary>
    public bool? AllowedByOrganizations { get; init; }

    /// <summary>Whether the permissions boundary lets it through; null without one.</summary>
    public bool? AllowedByPermissionsBoundary { get; init; }

    /// <summary>The decision with service control policies left out, where it was asked for because they may be what denies; else null.</summary>
    public Decision? WithoutServiceControlPolicies { get; init; }

    /// <summary>True if nothing stands in the way.</summary>
    public bool IsAllowed => Decision == Decision.Allowed;
}

/// <summary>An action that AWS's simulator did not decide.</summary>
/// <param name="Call">The call, by its place in the question.</param>
/// <param name="Action">The action.</param>
/// <param name="Reason">Why: lower case, without a final period.</param>
public sealed record UnansweredAction(int Call, string Action, string Reason);
