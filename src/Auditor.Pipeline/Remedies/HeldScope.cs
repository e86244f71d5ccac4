using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies;

/// <summary>Which part of what a principal holds a policy is to keep.</summary>
internal sealed class HeldScope
{
    private readonly ILookup<string, (TaskAction Action, ExpectedTask Task)> needed;

    /// <param name="tasks">The tasks that are to work as they do today.</param>
    /// <param name="rolesOfPayer">Names of the payer's roles that make some actions needless.</param>
    public HeldScope(ImmutableArray<ExpectedTask> tasks, IReadOnlySet<string> rolesOfPayer)
    {
        needed = tasks.SelectMany(task => task.ActionsThatCount(rolesOfPayer).Select(action => (Action: action, Task: task))).ToLookup(pair => pair.Action.Action, StringComparer.OrdinalIgnoreCase);
        OfOtherServices = [.. needed.SelectMany(same => same).Select(pair => pair.Action).Where(action => action.Service != ServiceCatalog.BillingConductor)];
    }

    /// <summary>What the profiles permit; null if there are none, and everything is to be kept.</summary>
    public PermittedActions? Permitted { get; init; }

    /// <summary>Whose assignments confine the actions to resources; null if none do.</summary>
    public PrincipalExpectation? Confining { get; init; }

    /// <summary>True to name the resources that there are in any case.</summary>
    public bool NamesInventory { get; init; }

    /// <summary>What the tasks need of services around Billing Conductor.</summary>
    public ImmutableArray<TaskAction> OfOtherServices { get; }

    /// <summary>False for an action that no profile permits.</summary>
    public bool Wants(CatalogAction action) => Permitted?.Permits(action.FullName) ?? true;

    /// <summary>The resources to which the assignments confine an action on one type; null if they leave the type free.</summary>
    public ImmutableArray<string>? ListedFor(CatalogAction action, string type) => Confining?.RestrictionOf(action.FullName, type);

    /// <summary>True if the assignments confine the action on one of its types.</summary>
    public bool IsConfined(CatalogAction action) => action.AuthorizedTypes.Any(type => ListedFor(action, type) is not null);

    /// <summary>True if a task needs the action on any resource of the type.</summary>
    public bool IsNeeded(CatalogAction action, string type) => On(action, type).Any(task => ListOf(task, type).IsEmpty);

    /// <summary>The resources of the type on which a task needs the action, though others than its own assignment leave the type free.</summary>
    public IEnumerable<string> ListedByTasks(CatalogAction action, string type) => On(action, type).SelectMany(task => ListOf(task, type));

    private IEnumerable<ExpectedTask> On(CatalogAction action, string type) =>
        needed[action.FullName].Where(pair => pair.Action.ResourceTypes.Contains(type, StringComparer.Ordinal)).Select(pair => pair.Task);

    private static ImmutableArray<string> ListOf(ExpectedTask task, string type) => task.Resources?.GetValueOrDefault(type, []) ?? [];
}
