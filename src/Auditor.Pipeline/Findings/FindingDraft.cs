using System.Collections.Immutable;
using Auditor.Engine.Evaluation;

namespace Auditor.Pipeline.Findings;

/// <summary>What a rule noticed. Drafts with the same rule, subject and matter become one finding: one cause, however many principals.</summary>
public sealed record FindingDraft
{
    /// <summary>What it is about.</summary>
    public required FindingSubject Subject { get; init; }

    /// <summary>The second half of the id: a task, an action, a pattern, a sorted list.</summary>
    public required string Matter { get; init; }

    /// <summary>How much it matters; of merged drafts the highest counts.</summary>
    public required Severity Severity { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Begins with a sentence that a FinOps person understands.</summary>
    public required string Explanation { get; init; }

    /// <summary>The account it belongs to, or null if it concerns several.</summary>
    public string? Account { get; init; }

    /// <summary>Who is concerned; may be empty.</summary>
    public ImmutableArray<FindingPrincipal> Principals { get; init; } = [];

    /// <summary>The actions concerned, by full name.</summary>
    public ImmutableArray<string> Actions { get; init; } = [];

    /// <summary>The resources concerned.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    /// <summary>What stands in the way, in the order in which to remove it.</summary>
    public ImmutableArray<Blocker> Blockers { get; init; } = [];

    /// <summary>Context keys that it depends on.</summary>
    public ImmutableArray<string> UnknownKeys { get; init; } = [];

    /// <summary>The statements that show it.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];
}
