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
    private static readonly ImmutableArray<Blocker> OnlyInThePayer =
        [new Blocker(PolicyLayer.Account, IsExplicit: false, Truth.Yes, null, null, null)];

    // Several tasks need the same actions of other services.
    private readonly Dictionary<string, ActionVerdict> withoutResource = new(StringComparer.Ordinal);

    /// <summary>A task that a profile asks for.</summary>
    public AssessedTask Assess(ExpectedTask expected) =>
        Assess(expected.Task, isAssigned: true, expected.Console, expected.Resources);

    /// <summary>A task that nobody asked for: what the principal can do all the same.</summary>
    public AssessedTask Assess(TaskDefinition task) => Assess(task, isAssigned: false, console: false, resources: null);

    private AssessedTask Assess(TaskDefinition task, bool isAssigned, bool console, ImmutableSortedDictionary<string, ImmutableArray<string>>? resources)
    {
        ImmutableArray<AssessedNeed> needs = [.. task.Needs.Select(need => Assess(need, resources))];
        ImmutableArray<AssessedNeed> companions =
        [
            .. task.Companions
                .Where(companion => console || !companion.ConsoleOnly)
                .Where(companion => companion.UnlessRoleExists is not { } role || !rolesOfPayer.Contains(role))
                .Select(companion => Assess(companion, resources)),
        ];
        var isElsewhere = isPayer == false && task.UsesBillingConductor;
        return new AssessedTask
        {
            Task = task,
            Verdict = isElsewhere ? Verdict.None : VerdictAlgebra.OfTask(needs.Select(need => need.Verdict.Verdict)),
            IsAssigned = isAssigned,
            Needs = needs,
            Companions = companions,
            AccountBlockers = isElsewhere ? OnlyInThePayer : [],
        };
    }

    private AssessedNeed Assess(TaskAction action, ImmutableSortedDictionary<string, ImmutableArray<string>>? restrictions)
    {
        if (action.ResourceTypes.IsEmpty)
        {
            var spelled = simulator.Resources.Spell(action);
            var arns = spelled.Length > 1 && spelled.EndsWith('*') ? simulator.AllPolicies.InstancesOf(action.Action, spelled) : [spelled];
            var need = new AssessedNeed(action, ActionVerdict.None, arns);
            return need with { Verdict = need.FixedKeys.IsEmpty && arns is ["*"] ? WithoutResource(need) : simulator.VerdictOn(action.Action, arns, need.FixedKeys) };
        }

        var verdict = default(ActionVerdict);
        var asked = ImmutableArray.CreateBuilder<string>();
        var lists = new ListedResources(simulator, action.Action);
        foreach (var type in action.ResourceTypes)
        {
            var listed = default(ImmutableArray<string>);
            var isListed = restrictions is not null && restrictions.TryGetValue(type, out listed);
            var ofType = isListed ? simulator.VerdictOn(action.Action, listed) : simulator.VerdictOnType(action.Action, type);
            verdict = verdict is null ? ofType : ResourceVerdicts.Worse(verdict, ofType);
            asked.AddRange(isListed ? listed : simulator.Resources.Of(action.Service, type));
            if (isListed)
                lists.Add(type, listed, ofType.Verdict);
        }

        return lists.On(new AssessedNeed(action, verdict!, asked.ToImmutable()));
    }

    private ActionVerdict WithoutResource(AssessedNeed need)
    {
        if (!withoutResource.TryGetValue(need.FullName, out var verdict))
            withoutResource[need.FullName] = verdict = simulator.VerdictOn(need.FullName, need.Resources, need.FixedKeys);
        return verdict;
    }
}
