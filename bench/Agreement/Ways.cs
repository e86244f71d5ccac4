using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Matching;
using Auditor.Engine.Reference;
using Auditor.Engine.Requests;
using Decisions;

namespace Agreement;

/// <summary>The ways in which the engine can be asked, each against the naive evaluator.</summary>
internal static class Ways
{
    /// <summary>One line for each question that some way answers otherwise.</summary>
    public static IEnumerable<string> Differences(Role role, CaseTexts cases)
    {
        var layers = cases.LayersOf(role);
        var atOnce = AtOnce(role);
        for (var index = 0; index < role.Questions.Length; index++)
        {
            var question = role.Questions[index];
            var request = Workload.RequestOf(role, question);
            var naive = new NaiveEvaluator(CaseTexts.Of(role, question, layers)).Decide();
            Decision[] answers = [AccessEvaluator.Decide(request, role.Policies), AccessEvaluator.Evaluate(request, role.Policies).Decision, atOnce[index]];
            if (answers.Any(answer => !answer.ToString().Equals(naive, StringComparison.OrdinalIgnoreCase)))
                yield return $"{role.Arn} {question.Action} {question.Resource}: naive {naive}; alone, explained, at once {string.Join(", ", answers)}";
        }
    }

    /// <summary>The decisions of all questions, those on one resource at once.</summary>
    private static ImmutableArray<Decision> AtOnce(Role role)
    {
        var actions = new ActionSet(role.Questions.Select(question => question.Action));
        var decisions = new Decision[role.Questions.Length];
        foreach (var alike in Enumerable.Range(0, decisions.Length).GroupBy(index => role.Questions[index].Resource, StringComparer.Ordinal))
        {
            var request = Workload.RequestOf(role, role.Questions[alike.First()]);
            var found = AccessEvaluator.Decide(actions, alike.Aggregate(0UL, (mask, index) => mask | (1UL << index)), request, [new SharedContext(actions.All, role.Context)], role.Policies);
            foreach (var index in alike)
                decisions[index] = found.Of(1UL << index);
        }

        return [.. decisions];
    }
}
