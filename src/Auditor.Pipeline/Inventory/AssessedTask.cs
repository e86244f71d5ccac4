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

    /// <summary>Its companions that count for this principal, with their verdicts; none if nobody asks for the task.</summary>
    public required ImmutableArray<AssessedNeed> Companions { get; init; }

    /// <summary>What stands in the way where the account alone decides, whatever the policies say.</summary>
    public ImmutableArray<Blocker> AccountBlockers { get; init; } = [];

    /// <summary>True if the principal cannot do the task: it is denied, or it fails on a resource that the assignment lists.</summary>
    public bool Fails => Verdict == Verdict.None || (Verdict == Verdict.Some && Needs.Any(need => need.FailsOnListed));

    /// <summary>The needs that make it depend on keys that nobody has stated; empty for a task that fails.</summary>
    public ImmutableArray<AssessedNeed> OpenNeeds => Verdict == Verdict.Conditional ? [.. Needs.Where(need => !need.OpenKeys.IsEmpty)]
        : Verdict == Verdict.Some && !Fails ? [.. Needs.Where(need => !need.ListedKeys.IsEmpty)]
        : [];
}

/// <summary>One action of a task with its verdict.</summary>
/// <param name="Action">The action.</param>
/// <param name="Verdict">The verdict over the task's resources.</param>
/// <param name="Resources">The resources that it was asked about.</param>
public sealed record AssessedNeed(TaskAction Action, ActionVerdict Verdict, ImmutableArray<string> Resources)
{
    private static readonly ImmutableDictionary<string, string> NoKeys = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The action's full name.</summary>
    public string FullName => Action.Action;

    /// <summary>The resources that the assignment lists, by type; all of them must be allowed, where of others one will do.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Listed { get; init; } = ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The listed resources on which it is certainly denied, though it is allowed, or may be, on others of their type.</summary>
    public ImmutableArray<string> DeniedListed { get; init; } = [];

    /// <summary>The keys on which it depends on listed resources, though it is allowed on others of their type.</summary>
    public ImmutableArray<string> ListedKeys { get; init; } = [];

    /// <summary>True if it is allowed on some resources, but denied on one that the assignment lists.</summary>
    public bool FailsOnListed => Verdict.Verdict == Simulate.Verdict.Some && !DeniedListed.IsEmpty;

    /// <summary>All keys on which it depends, in ordinal order.</summary>
    public ImmutableArray<string> OpenKeys => Verdict.Verdict == Simulate.Verdict.Conditional ? ResourceVerdicts.Sorted(Verdict.Keys.Concat(ListedKeys)) : ListedKeys;

    /// <summary>Context keys whose values the task determines.</summary>
    public ImmutableDictionary<string, string> FixedKeys { get; } =
        Action.Context.IsEmpty ? NoKeys : Action.Context.ToImmutableDictionary(entry => entry.Key, entry => entry.Value, StringComparer.OrdinalIgnoreCase);
}
