using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The embedded engine's decisions on Billing Conductor's actions for one principal: made once for all resources that no policy tells apart. Never changes.</summary>
internal sealed class ConductorDecisions
{
    private readonly PrincipalSimulator simulator;
    private readonly ConductorQuestions questions;
    private readonly ulong wanted;
    private readonly ImmutableArray<Statement> statements;
    private readonly ResourceGroups groups;
    private readonly List<ActionDecisions> decisions = new(1);

    // Only where some resources are told apart.
    private readonly Dictionary<string, int> known = null!;
    private readonly int[]?[] groupOf = null!;
    private readonly ConductorTally[] tallies;

    /// <param name="simulator">Answers for the principal.</param>
    /// <param name="questions">What to ask.</param>
    /// <param name="wanted">The actions that some Allow may cover; no other is asked about.</param>
    public ConductorDecisions(PrincipalSimulator simulator, ConductorQuestions questions, ulong wanted)
    {
        this.simulator = simulator;
        this.questions = questions;
        this.wanted = wanted;
        statements = simulator.AllPolicies.StatementsOn(wanted);
        groups = new ResourceGroups(statements);
        if (!groups.IsOne)
            (known, groupOf) = (new(StringComparer.Ordinal), new int[questions.All.Length][]);
        tallies = new ConductorTally[questions.All.Length];
        for (var index = 0; index < tallies.Length; index++)
            tallies[index] = Ask(index);
    }

    /// <summary>What the decisions on the resources of some types come to.</summary>
    public ConductorTally Tally(ReadOnlySpan<int> types)
    {
        var tally = ConductorTally.Empty;
        foreach (var type in types)
            tally = tally.With(tallies[type]);
        return tally;
    }

    /// <summary>The group of the resource at a place of a type; resources of a group share their decisions, of whichever type they are.</summary>
    public int GroupAt(int type, int at) => groups.IsOne ? 0 : groupOf[type]![at];

    /// <summary>The decisions on a group.</summary>
    public ActionDecisions Of(int group) => decisions[group];

    /// <summary>The same text for actions that no statement tells apart, and whose requests carry the same keys.</summary>
    public string AlikeTo(int action)
    {
        var bit = 1UL << action;
        return string.Create(statements.Length + 1, (statements, bit, questions), static (marks, state) =>
        {
            for (var at = 0; at < state.statements.Length; at++)
                marks[at] = (ActionMask.Of(state.statements[at]) & state.bit) != 0 ? '1' : '0';
            marks[^1] = (char)state.questions.ContextOf(state.bit);
        });
    }

    private ConductorTally Ask(int index)
    {
        var question = questions.All[index];
        var tally = ConductorTally.Empty;
        if ((question.Actions & wanted) == 0)
            return tally;
        // Bits of actions that are not authorized on the type are never asked for.
        if (groups.IsOne)
        {
            if (decisions.Count == 0)
                decisions.Add(Decide(question.Arns[0]));
            return tally.With(question.Newest, decisions[0]);
        }

        var own = groupOf[index] = new int[question.Arns.Length];
        for (var at = 0; at < own.Length; at++)
        {
            own[at] = GroupOf(question.Arns[at]);
            tally = tally.With(question.Arns[at], decisions[own[at]]);
        }

        return tally;
    }

    private int GroupOf(string arn)
    {
        var key = groups.KeyOf(arn);
        if (!known.TryGetValue(key, out var group))
        {
            known[key] = group = decisions.Count;
            decisions.Add(Decide(arn));
        }

        return group;
    }

    private ActionDecisions Decide(string arn)
    {
        Span<SharedContext> contexts = new SharedContext[questions.Contexts.Length];
        for (var index = 0; index < contexts.Length; index++)
            contexts[index] = new SharedContext(questions.Contexts[index].Actions, simulator.ContextOf(questions.Contexts[index].Context, arn));
        return simulator.Decide(wanted, arn, contexts);
    }
}
