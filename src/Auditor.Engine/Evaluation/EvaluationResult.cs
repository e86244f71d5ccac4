using System.Collections.Immutable;

namespace Auditor.Engine.Evaluation;

/// <summary>A decision with everything that made it.</summary>
public sealed record EvaluationResult
{
    /// <summary>The decision.</summary>
    public required Decision Decision { get; init; }

    /// <summary>
    /// Every blocker, in the order in which to remove them: organization first, identity last; within a layer explicit denials first.
    /// Empty when allowed.
    /// </summary>
    public required ImmutableArray<Blocker> Blockers { get; init; }

    /// <summary>Allow and Deny statements that match or may match, in the order of evaluation.</summary>
    public required ImmutableArray<MatchedStatement> MatchedStatements { get; init; }

    /// <summary>Context keys whose values are not known and that the decision depends on, ordinal order, first spelling met; empty unless conditional.</summary>
    public required ImmutableArray<string> UnknownKeys { get; init; }

    /// <summary>Context keys that are known to be absent and that a condition or variable asked for, ordinal order, first spelling met.</summary>
    public required ImmutableArray<string> MissingKeys { get; init; }

    /// <summary>Whether service control policies let the request through; null where they have no say.</summary>
    public Truth? AllowedByServiceControlPolicies { get; init; }

    /// <summary>Whether resource control policies let the request through; null where they have no say.</summary>
    public Truth? AllowedByResourceControlPolicies { get; init; }

    /// <summary>Whether the permissions boundary lets the request through; null without one.</summary>
    public Truth? AllowedByPermissionsBoundary { get; init; }

    /// <summary>Whether the identity-based policies allow the request, denials aside.</summary>
    public Truth AllowedByIdentity { get; init; }

    /// <summary>True when nothing stands in the way.</summary>
    public bool IsAllowed => Decision == Decision.Allowed;
}
