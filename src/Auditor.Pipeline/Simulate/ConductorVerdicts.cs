using System.Collections.Immutable;
using System.Numerics;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The embedded engine's verdicts on Billing Conductor's actions for one principal: on each resource all actions at once. Safe from any thread.</summary>
internal sealed class ConductorVerdicts
{
    private readonly PrincipalSimulator simulator;
    private readonly ConductorQuestions questions;
    private readonly ulong wanted;
    private readonly ConductorDecisions decisions;
    private readonly Lock gate = new();
    private Dictionary<(int Group, string Alike), ImmutableArray<string>>? keys;

    /// <param name="simulator">Answers for the principal.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="wanted">The actions that some Allow may cover; all others are denied everywhere.</param>
    public ConductorVerdicts(PrincipalSimulator simulator, ConductorQuestions questions, ulong wanted)
    {
        this.simulator = simulator;
        this.questions = questions;
        this.wanted = wanted;
        decisions = new ConductorDecisions(simulator, questions, wanted);
    }

    /// <summary>The verdict on an action over the resources that its row names.</summary>
    /// <param name="action">The action's place in the catalogue.</param>
    public ActionVerdict Of(int action)
    {
        var bit = 1UL << action;
        var types = ConductorQuestions.OfAction[action];
        if ((wanted & bit) == 0)
            return ActionVerdict.None;
        if ((ConductorQuestions.NeedEveryType & bit) == 0)
            return Verdict(action, types.AsSpan());
        var verdict = Verdict(action, types.AsSpan(0, 1));
        for (var next = 1; next < types.Length; next++)
            verdict = ResourceVerdicts.Worse(verdict, Verdict(action, types.AsSpan(next, 1)));
        return verdict;
    }

    /// <summary>The actions that are held, and those of which nobody can tell.</summary>
    public (ulong Held, ulong Unknown) Reach()
    {
        var (held, unknown) = (0UL, 0UL);
        for (var left = wanted; left != 0; left &= left - 1)
        {
            var verdict = KindOf(BitOperations.TrailingZeroCount(left));
            held |= verdict.IsHeld() ? left & ~(left - 1) : 0;
            unknown |= verdict == Simulate.Verdict.Unknown ? left & ~(left - 1) : 0;
        }

        return (held, unknown);
    }

    /// <summary>The verdict on an action over the resources of one type; null if the action is not authorized on it.</summary>
    public ActionVerdict? Of(int action, string type)
    {
        var index = ConductorQuestions.IndexOf(type);
        if (index < 0 || (questions.All[index].Actions & (1UL << action)) == 0)
            return null;
        return (wanted & (1UL << action)) == 0 ? ActionVerdict.None : Verdict(action, [index]);
    }

    /// <summary>The verdict on an action that some Allow may cover, without what it rests on.</summary>
    private Verdict KindOf(int action)
    {
        var bit = 1UL << action;
        var types = ConductorQuestions.OfAction[action].AsSpan();
        if ((ConductorQuestions.NeedEveryType & bit) == 0)
            return decisions.Tally(types).Of(bit);
        var worst = Simulate.Verdict.All;
        foreach (var type in types)
            worst = VerdictAlgebra.WorstType(worst, decisions.Tally([type]).Of(bit));
        return worst;
    }

    private ActionVerdict Verdict(int action, ReadOnlySpan<int> types)
    {
        var bit = 1UL << action;
        var tally = decisions.Tally(types);
        var reachesNew = (tally.OpenOnNew & bit) != 0;
        return tally.Of(bit) switch
        {
            Simulate.Verdict.None => ActionVerdict.None,
            Simulate.Verdict.All => ActionVerdict.All(reachesNew),
            Simulate.Verdict.Unknown => new ActionVerdict(Simulate.Verdict.Unknown, [], [], reachesNew),
            Simulate.Verdict.Some => new ActionVerdict(Simulate.Verdict.Some, ResourceVerdicts.Sorted(AllowedArns(types, bit)), [], reachesNew),
            _ => new ActionVerdict(Simulate.Verdict.Conditional, [], Keys(action, types, bit), reachesNew),
        };
    }

    /// <summary>
    /// Which keys it depends on only the reasons tell; they are the same for resources that no policy tells apart, and for actions on which
    /// the same statements say something.
    /// </summary>
    private ImmutableArray<string> Keys(int action, ReadOnlySpan<int> types, ulong bit)
    {
        var alike = decisions.AlikeTo(action);
        var found = new List<string>();
        var last = -1;
        foreach (var type in types)
        {
            for (var at = 0; at < questions.All[type].Arns.Length; at++)
            {
                var group = decisions.GroupAt(type, at);
                if (group == last || (decisions.Of(group).Conditional & bit) == 0)
                    continue;
                found.AddRange(KeysOn(action, group, questions.All[type].Arns[at], alike));
                last = group;
            }
        }

        return ResourceVerdicts.Sorted(found);
    }

    private ImmutableArray<string> KeysOn(int action, int group, string arn, string alike)
    {
        lock (gate)
        {
            if (keys is not null && keys.TryGetValue((group, alike), out var known))
                return known;
        }

        var depended = simulator.UnknownKeysOf(ActionMask.Actions[action].FullName, arn);
        lock (gate)
            (keys ??= [])[(group, alike)] = depended;
        return depended;
    }

    private List<string> AllowedArns(ReadOnlySpan<int> types, ulong bit)
    {
        var arns = new List<string>();
        foreach (var type in types)
        {
            for (var at = 0; at < questions.All[type].Arns.Length; at++)
            {
                if ((decisions.Of(decisions.GroupAt(type, at)).Allowed & bit) != 0)
                    arns.Add(questions.All[type].Arns[at]);
            }
        }

        return arns;
    }
}
