using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA101: a principal cannot do a task that its profile asks for, and not only because of a service control policy.</summary>
public sealed class AssignedTaskIsDenied : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA101";

    /// <inheritdoc/>
    public override string Title => "An assigned task is denied";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed.IsJudged))
        {
            foreach (var task in assessed.Tasks.Where(task => task is { IsAssigned: true, Fails: true }))
            {
                var blockers = TaskBlockers.Of(assessed, task);
                if (blockers.Any(blocker => blocker.Layer != PolicyLayer.ServiceControlPolicy))
                    yield return Draft(assessed, task, blockers);
            }
        }
    }

    private static FindingDraft Draft(AssessedPrincipal assessed, AssessedTask task, ImmutableArray<Blocker> blockers)
    {
        var failing = TaskBlockers.FailingNeeds(task);
        var principal = assessed.Principal;
        return new FindingDraft
        {
            Subject = SubjectResolver.Of(principal),
            Matter = task.Task.Id,
            Severity = Severity.High,
            Title = $"{principal.DisplayName} cannot {task.Task.Title}",
            Explanation = $"{principal.DisplayName} is meant to {task.Task.Title} ({string.Join(", ", assessed.Expectation.ProfileIdsOf(task.Task))}) and cannot: "
                + $"{RuleWords.Blockers(blockers)}. Denied: {RuleWords.List(failing.Select(need => need.FullName))}.",
            Account = principal.Account,
            Principals = [RuleWords.Principal(principal)],
            Actions = [.. failing.Select(need => need.FullName)],
            Resources = [.. failing.SelectMany(need => need.FailsOnListed ? need.DeniedListed : need.Listed.Values.SelectMany(arns => arns)).Distinct(StringComparer.Ordinal)],
            Blockers = blockers,
            Evidence = TaskBlockers.Evidence(assessed, blockers),
        };
    }
}
