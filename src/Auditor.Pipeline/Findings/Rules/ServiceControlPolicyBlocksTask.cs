using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA301: a service control policy stops an assigned task in a member account.</summary>
public sealed class ServiceControlPolicyBlocksTask : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA301";

    /// <inheritdoc/>
    public override string Title => "A service control policy blocks an assigned task";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { InPayer: false, IsJudged: true }))
        {
            foreach (var task in assessed.Tasks.Where(task => task is { IsAssigned: true, Verdict: Verdict.None, AccountBlockers.IsEmpty: true }))
            {
                foreach (var need in TaskBlockers.FailingNeeds(task))
                {
                    foreach (var blocker in TaskBlockers.Of(assessed, need).Where(blocker => blocker.Layer == PolicyLayer.ServiceControlPolicy))
                        yield return Draft(assessed, task, need, blocker);
                }
            }
        }
    }

    private static FindingDraft Draft(AssessedPrincipal assessed, AssessedTask task, AssessedNeed need, Blocker blocker)
    {
        // Where a whole level is silent, no single policy is the cause: the place is.
        var id = blocker.Policy is { } policy ? policy.Id[(policy.Id.LastIndexOf('/') + 1)..] : blocker.TargetId!;
        var name = blocker.Policy?.Name ?? blocker.TargetId!;
        return new FindingDraft
        {
            Subject = new FindingSubject("scp", id, blocker.Policy?.Id ?? id),
            Matter = need.FullName,
            Severity = Severity.High,
            Title = $"{name} blocks {need.FullName}",
            Explanation = $"Principals of member accounts are meant to {task.Task.Title} and a service control policy stops them: {RuleWords.Blockers([blocker])}.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = [need.FullName],
            Blockers = [blocker],
            Evidence = TaskBlockers.Evidence(assessed, [blocker]),
        };
    }
}
