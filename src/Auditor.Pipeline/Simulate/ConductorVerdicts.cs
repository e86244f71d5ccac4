using System.Collections.Immutable;
using System.Numerics;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The embedded engine's verdicts on Billing Conductor's actions for one principal: on each resource all actions at once.</summary>
internal sealed class ConductorVerdicts
{
    private const int FewResources = 4;
    private readonly PrincipalSimulator simulator;
    private readonly ConductorQuestions questions;
    private readonly ulong wanted;
    private readonly ActionDecisions[][] decisions;
    private readonly ConductorTally[] tallies;
    private Dictionary<(string Arn, string Alike), ImmutableArray<string>>? keys;
    private Statement[]? statements;

    /// <param name="simulator">Answers for the principal.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="wanted">The actions that some Allow may cover; all others are denied everywhere.</param>
    public ConductorVerdicts(PrincipalSimulator simulator, ConductorQuestions questions, ulong wanted)
    {
        this.simulator = simulator;
        this.questions = questions;
        this.wanted = wanted;
        decisions = new ActionDecisions[questions.All.Length][];
        tallies = new ConductorTally[questions.All.Length];
        for (var index = 0; index < decisions.Length; index++)
            Ask(index);
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

    private void Ask(int index)
    {
        var question = questions.All[index];
        var asked = question.Actions & wanted;
        tallies[index] = ConductorTally.Empty;
        if (asked == 0)
            return;
        var answers = decisions[index] = new ActionDecisions[question.Arns.Length];
        if (answers.Length > FewResources)
            DecideGroups(asked, question.Arns, answers);
        for (var at = 0; at < answers.Length; at++)
        {
            if (answers.Length <= FewResources)
                answers[at] = Decide(asked, question.Arns[at]);
            tallies[index] = tallies[index].With(question.Arns[at], answers[at]);
        }
    }

    /// <summary>Resources that no policy tells apart share their decisions.</summary>
    private void DecideGroups(ulong asked, ImmutableArray<string> arns, ActionDecisions[] answers)
    {
        var groups = new ResourceGroups(simulator.StatementsOn(asked));
        var known = new Dictionary<string, ActionDecisions>(StringComparer.Ordinal);
        for (var at = 0; at < answers.Length; at++)
        {
            var key = groups.KeyOf(arns[at]);
            if (!known.TryGetValue(key, out var answer))
                known[key] = answer = Decide(asked, arns[at]);
            answers[at] = answer;
        }
    }

    private ActionDecisions Decide(ulong asked, string arn)
    {
        Span<SharedContext> contexts = new SharedContext[questions.Contexts.Length];
        for (var index = 0; index < contexts.Length; index++)
            contexts[index] = new SharedContext(questions.Contexts[index].Actions, simulator.ContextOf(questions.Contexts[index].Context, arn));
        return simulator.Decide(asked, arn, contexts);
    }

    /// <summary>The verdict on an action that some Allow may cover, without what it rests on.</summary>
    private Verdict KindOf(int action)
    {
        var bit = 1UL << action;
        var types = ConductorQuestions.OfAction[action].AsSpan();
        if ((ConductorQuestions.NeedEveryType & bit) == 0)
            return Tally(types).Of(bit);
        var worst = Simulate.Verdict.All;
        foreach (var type in types)
            worst = VerdictAlgebra.WorstType(worst, tallies[type].Of(bit));
        return worst;
    }

    private ConductorTally Tally(ReadOnlySpan<int> types)
    {
        var tally = ConductorTally.Empty;
        foreach (var type in types)
            tally = tally.With(tallies[type]);
        return tally;
    }

    private ActionVerdict Verdict(int action, ReadOnlySpan<int> types)
    {
        var bit = 1UL << action;
        var tally = Tally(types);
        var reachesNew = (tally.OpenOnNew & bit) != 0;
        return tally.Of(bit) switch
        {
            Simulate.Verdict.None => ActionVerdict.None,
            Simulate.Verdict.All => ActionVerdict.All(reachesNew),
            Simulate.Verdict.Unknown => new ActionVerdict(Simulate.Verdict.Unknown, [], [], reachesNew),
            Simulate.Verdict.Some => new ActionVerdict(Simulate.Verdict.Some, ResourceVerdicts.Sorted(Arns(types, bit, allowed: true)), [], reachesNew),
            _ => new ActionVerdict(Simulate.Verdict.Conditional, [], Keys(action, types, bit), reachesNew),
        };
    }

    /// <summary>Which keys it depends on only the reasons tell; they are the same for actions on which the same statements say something.</summary>
    private ImmutableArray<string> Keys(int action, ReadOnlySpan<int> types, ulong bit)
    {
        var alike = AlikeTo(action);
        return ResourceVerdicts.Sorted(Arns(types, bit, allowed: false).SelectMany(arn => KeysOn(action, arn, alike)));
    }

    private ImmutableArray<string> KeysOn(int action, string arn, string alike)
    {
        keys ??= [];
        if (!keys.TryGetValue((arn, alike), out var known))
            keys[(arn, alike)] = known = simulator.EvaluateEmbedded(ActionMask.Actions[action].FullName, arn).UnknownKeys;
        return known;
    }

    /// <summary>The same text for actions that no statement tells apart, and whose requests carry the same keys.</summary>
    private string AlikeTo(int action)
    {
        statements ??= [.. simulator.StatementsOn(wanted)];
        var bit = 1UL << action;
        return string.Create(statements.Length + 1, (statements, bit, questions), static (marks, state) =>
        {
            for (var at = 0; at < state.statements.Length; at++)
                marks[at] = (ActionMask.Of(state.statements[at]) & state.bit) != 0 ? '1' : '0';
            marks[^1] = (char)state.questions.ContextOf(state.bit);
        });
    }

    private List<string> Arns(ReadOnlySpan<int> types, ulong bit, bool allowed)
    {
        var arns = new List<string>();
        foreach (var type in types)
        {
            for (var at = 0; at < decisions[type].Length; at++)
            {
                if (((allowed ? decisions[type][at].Allowed : decisions[type][at].Conditional) & bit) != 0)
                    arns.Add(questions.All[type].Arns[at]);
            }
        }

        return arns;
    }
}
