using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Requests;

namespace Decisions;

/// <summary>A role with all that has a say in its requests.</summary>
internal sealed record Role
{
    /// <summary>Its ARN.</summary>
    public required string Arn { get; init; }

    /// <summary>The account that it lives in.</summary>
    public required string Account { get; init; }

    /// <summary>Its policies, boundary and service control policies.</summary>
    public required PoliciesInEffect Policies { get; init; }

    /// <summary>The context keys of its requests: one value, or several.</summary>
    public required ImmutableArray<KeyValuePair<string, ContextValue>> Keys { get; init; }

    /// <summary>The same as the engine takes them.</summary>
    public required GivenContext Context { get; init; }

    /// <summary>What is asked about it.</summary>
    public required ImmutableArray<Question> Questions { get; init; }
}
