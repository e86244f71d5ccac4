using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Explain;

/// <summary>Why a principal can or cannot do something.</summary>
public sealed record Explanation
{
    /// <summary>The question.</summary>
    public required ExplainQuestion Question { get; init; }

    /// <summary>One sentence for people who do not read policies: who, what, and what is missing.</summary>
    public required string Sentence { get; init; }

    /// <summary>Whose policies were looked at, with what it should be able to do and what it can do.</summary>
    public required AssessedPrincipal Assessed { get; init; }

    /// <summary>Whose policies were looked at.</summary>
    public Principal Principal => Assessed.Principal;

    /// <summary>The action as AWS spells it.</summary>
    public required string Action { get; init; }

    /// <summary>The resource that the ladder is about.</summary>
    public required string Resource { get; init; }

    /// <summary>The decision on it.</summary>
    public required Decision Decision { get; init; }

    /// <summary>From the root of the organization to the principal's own policies.</summary>
    public required ImmutableArray<Rung> Ladder { get; init; }

    /// <summary>Everything in the way, in the order in which to remove it; empty when allowed.</summary>
    public required ImmutableArray<Blocker> Blockers { get; init; }

    /// <summary>Context keys that the answer depends on, in ordinal order.</summary>
    public required ImmutableArray<string> UnknownKeys { get; init; }

    /// <summary>Resources of the same action for which the decision is another, in ordinal order; empty if the question names a resource.</summary>
    public required ImmutableArray<OtherResource> OtherResources { get; init; }

    /// <summary>What would help, with its proof, or why nothing does; null if the request is allowed or nobody asked for it.</summary>
    public RemedyResult? Remedy { get; init; }

    /// <summary>What is supposed, with the answer as things are; null if nothing is.</summary>
    public SupposedDifference? Supposed { get; init; }

    /// <summary>What a reader should know besides, each a sentence.</summary>
    public required ImmutableArray<string> Notes { get; init; }
}

/// <summary>A resource for which the decision differs from the one that the ladder is about.</summary>
/// <param name="Arn">The resource.</param>
/// <param name="Decision">The decision on it.</param>
public sealed record OtherResource(string Arn, Decision Decision);
