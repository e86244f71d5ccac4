using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>A task with its verdict for one principal.</summary>
public sealed record AssessedTask
{
    /// <summary>The task.</summary>
    public required TaskDefinition Task { get; init; }

    /// <summary>The verdict over its needs.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>True if a profile of the principal asks for it.</summary>
    public required bool IsAssigned { get; init; }

    /// <summary>Its needs with their verdicts.</summary>
    public required ImmutableArray<AssessedNeed> Needs { get; init; }

    /// <summary>Its companions that count for this principal, with their verdicts.</summary>
    public required ImmutableArray<AssessedNeed> Companions { get; init; }

    /// <summary>What stands in the way where the account alone decides, whatever the policies say.</summary>
    public ImmutableArray<Blocker> AccountBlockers { get; init; } = [];

    /// <summary>True if the principal cannot do the task: it is denied, or it fails on a resource that the assignment lists.</summary>
    public bool Fails => Verdict == Verdict.None || (Verdict == Verdict.Some && Needs.Any(need => need.IsRestricted && need.Verdict.Verdict == Verdict.Some));
}

/// <summary>One action of a task with its verdict.</summary>
/// <param name="Action">The action.</param>
/// <param name="Verdict">The verdict over the task's resources.</param>
/// <param name="Resources">The resources that it was asked about.</param>
/// <param name="IsRestricted">True if the assignment lists the resources.</param>
public sealed record AssessedNeed(TaskAction Action, ActionVerdict Verdict, ImmutableArray<string> Resources, bool IsRestricted)
{
    private static readonly ImmutableDictionary<string, string> NoKeys = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The action's full name.</summary>
    public string FullName => Action.Action;

    /// <summary>Context keys whose values the task determines.</summary>
    public ImmutableDictionary<string, string> FixedKeys { get; } =
        Action.Context.IsEmpty ? NoKeys : Action.Context.ToImmutableDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
}
