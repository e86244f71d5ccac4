using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>Works out the verdicts on tasks for one principal.</summary>
/// <param name="simulator">Answers for the principal.</param>
/// <param name="isPayer">Whether the principal lives in the payer; null if nobody knows which account is.</param>
/// <param name="rolesOfPayer">Names of the payer's roles that make some actions needless.</param>
internal sealed class TaskAssessor(PrincipalSimulator simulator, bool? isPayer, IReadOnlySet<string> rolesOfPayer)
{
    private static readonly ImmutableArray<string> NoResource = ["*"];

    private static readonly ImmutableArray<Blocker> OnlyInThePayer =
        [new Blocker(PolicyLayer.Account, IsExplicit: false, Truth.Yes, null, null, null)];

    private static readonly ImmutableArray<(TaskDefinition Task, ulong Needs)> OfBillingConductor =
        [.. ProfileCatalog.Default.Tasks.Where(task => task.UsesBillingConductor).Select(task => (task, task.Needs.Aggregate(0UL, (mask, need) => mask | ActionMask.Of(need.Action))))];

    // Several tasks need the same actions of other services.
    private readonly Dictionary<string, ActionVerdict> withoutResource = new(StringComparer.Ordinal);

    /// <summary>A task that a profile asks for.</summary>
    public AssessedTask Assess(ExpectedTask expected)
    {
        var needs = Assess(expected.Task.Needs, expected.Resources);
        var companions = Companions(expected.Task, expected.Console, expected.Resources);
        return isPayer == false && expected.Task.UsesBillingConductor
            ? Assessed(expected.Task, Verdict.None, needs, companions) with { IsAssigned = true, AccountBlockers = OnlyInThePayer }
            : Assessed(expected.Task, OfNeeds(needs), needs, companions) with { IsAssigned = true };
    }

    /// <summary>A task that nobody asked for, in the payer.</summary>
    public AssessedTask Assess(TaskDefinition task)
    {
        var needs = Assess(task.Needs, restrictions: null);
        return Assessed(task, OfNeeds(needs), needs, Companions(task, console: false, resources: null));
    }

    /// <summary>The tasks of Billing Conductor that nobody asked for and that the principal can do all the same, or may be able to. What is checked besides matters only to who is meant to do a task.</summary>
    /// <param name="assigned">What somebody asked for.</param>
    public IEnumerable<AssessedTask> Others(IReadOnlyCollection<AssessedTask> assigned)
    {
        foreach (var (task, actions) in OfBillingConductor)
        {
            if (simulator.LacksSome(actions) || assigned.Any(known => known.Task.Id == task.Id))
                continue;
            var needs = Assess(task.Needs, restrictions: null);
            if (OfNeeds(needs) is not Verdict.None and var verdict)
                yield return Assessed(task, verdict, needs, companions: []);
        }
    }

    private static AssessedTask Assessed(TaskDefinition task, Verdict verdict, ImmutableArray<AssessedNeed> needs, ImmutableArray<AssessedNeed> companions) =>
        new() { Task = task, Verdict = verdict, IsAssigned = false, Needs = needs, Companions = companions };

    private static Verdict OfNeeds(ImmutableArray<AssessedNeed> needs) => VerdictAlgebra.OfTask(needs.Select(need => need.Verdict.Verdict));

    private ImmutableArray<AssessedNeed> Companions(TaskDefinition task, bool console, ImmutableSortedDictionary<string, ImmutableArray<string>>? resources) => Assess(
        task.Companions.Where(companion => (console || !companion.ConsoleOnly) && !(companion.UnlessRoleExists is { } role && rolesOfPayer.Contains(role))),
        resources);

    private ImmutableArray<AssessedNeed> Assess(IEnumerable<TaskAction> actions, ImmutableSortedDictionary<string, ImmutableArray<string>>? restrictions) =>
        [.. actions.Select(action => Assess(action, restrictions))];

    private AssessedNeed Assess(TaskAction action, ImmutableSortedDictionary<string, ImmutableArray<string>>? restrictions)
    {
        if (action.ResourceTypes.IsEmpty)
            return Spelled(action);
        if (restrictions is null && action.ResourceTypes is [var only])
            return new AssessedNeed(action, simulator.VerdictOnType(action.Action, only), simulator.Resources.Of(action.Service, only));
        return OnTypes(action, restrictions ?? ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty);
    }

    /// <summary>A need on the one resource, or form of resources, that the task names.</summary>
    private AssessedNeed Spelled(TaskAction action)
    {
        var spelled = simulator.Resources.Spell(action);
        if (spelled == "*" && action.Context.IsEmpty)
            return new AssessedNeed(action, WithoutResource(action.Action), NoResource);
        var arns = spelled.Length > 1 && spelled.EndsWith('*') ? simulator.AllPolicies.InstancesOf(action.Action, spelled) : [spelled];
        var need = new AssessedNeed(action, ActionVerdict.None, arns);
        return need with { Verdict = simulator.VerdictOn(action.Action, arns, need.FixedKeys) };
    }

    private AssessedNeed OnTypes(TaskAction action, ImmutableSortedDictionary<string, ImmutableArray<string>> restrictions)
    {
        var verdict = default(ActionVerdict);
        var asked = ImmutableArray.CreateBuilder<string>();
        var lists = new ListedResources(simulator, action.Action);
        foreach (var type in action.ResourceTypes)
        {
            var isListed = restrictions.TryGetValue(type, out var listed);
            var ofType = isListed ? simulator.VerdictOn(action.Action, listed) : simulator.VerdictOnType(action.Action, type);
            verdict = verdict is null ? ofType : ResourceVerdicts.Worse(verdict, ofType);
            asked.AddRange(isListed ? listed : simulator.Resources.Of(action.Service, type));
            if (isListed)
                lists.Add(type, listed, ofType.Verdict);
        }

        return lists.On(new AssessedNeed(action, verdict!, asked.ToImmutable()));
    }

    private ActionVerdict WithoutResource(string action)
    {
        if (!withoutResource.TryGetValue(action, out var verdict))
            withoutResource[action] = verdict = simulator.VerdictOn(action, NoResource);
        return verdict;
    }
}
