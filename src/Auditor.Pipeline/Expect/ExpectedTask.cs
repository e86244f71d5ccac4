using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>A task that a principal should be able to do.</summary>
/// <param name="Task">The task.</param>
public sealed record ExpectedTask(TaskDefinition Task)
{
    /// <summary>Whether an assignment that gives the task says that the principal works in the console.</summary>
    public bool Console { get; init; }

    /// <summary>
    /// Exactly these ARNs, ordinal, by Billing Conductor resource type; a type without entry is free. Null means that all are.
    /// What any of the assignments that give the task lists is asked for, be it that another one leaves the type free.
    /// </summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>>? Resources { get; init; }

    /// <summary>
    /// Whether the task counts where it needs Billing Conductor. False when the principal lives in an account that is known
    /// not to be the payer, and no assignment that gives the task names that account by its number.
    /// </summary>
    public bool BillingConductorApplies { get; init; } = true;

    /// <summary>The actions that it takes: its needs, and the companions that count for this principal.</summary>
    /// <param name="rolesOfPayer">Names of the payer's roles that make some companions needless.</param>
    internal IEnumerable<TaskAction> ActionsThatCount(IReadOnlySet<string> rolesOfPayer) => Task.Needs.Concat(Task.Companions
        .Where(companion => Console || !companion.ConsoleOnly)
        .Where(companion => companion.UnlessRoleExists is not { } role || !rolesOfPayer.Contains(role)));
}
