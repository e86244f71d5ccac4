using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA103: a task works but for an action of another service that it also calls.</summary>
public sealed class CompanionIsDenied : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA103";

    /// <inheritdoc/>
    public override string Title => "An assigned task lacks a companion action";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Principals.Where(assessed => assessed.IsJudged).SelectMany(FindFor);
    }

    private static IEnumerable<FindingDraft> FindFor(AssessedPrincipal assessed)
    {
        var tasks = assessed.Tasks.Where(task => task.IsAssigned && task.Needs.All(need => need.Verdict.Verdict.IsHeld()) && task.AccountBlockers.IsEmpty);
        var lacking = tasks.SelectMany(task => task.Companions.Where(companion => companion.Verdict.Verdict == Verdict.None).Select(companion => (task, companion)));
        foreach (var byCompanion in lacking.GroupBy(item => item.companion.FullName, StringComparer.Ordinal))
        {
            var blockers = byCompanion.SelectMany(item => TaskBlockers.Of(assessed, item.companion)).Distinct().ToArray();
            var titles = byCompanion.Select(item => item.task.Task.Title);
            yield return new FindingDraft
            {
                Subject = SubjectResolver.Of(assessed.Principal),
                Matter = byCompanion.Key,
                Severity = Severity.Medium,
                Title = $"{assessed.Principal.DisplayName} lacks {byCompanion.Key}",
                Explanation = $"{assessed.Principal.DisplayName} holds all Billing Conductor actions to {RuleWords.List(titles)}, but the work also needs {byCompanion.Key}, "
                    + $"and that is denied: {RuleWords.Blockers([.. blockers])}.",
                Account = assessed.Principal.Account,
                Principals = [RuleWords.Principal(assessed.Principal)],
                Actions = [byCompanion.Key],
                Blockers = [.. blockers],
                Evidence = TaskBlockers.Evidence(assessed, blockers),
            };
        }
    }
}
