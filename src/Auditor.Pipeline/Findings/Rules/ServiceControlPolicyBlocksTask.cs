using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA301: a service control policy stops an assigned task in a member account.</summary>
public sealed class ServiceControlPolicyBlocksTask : FindingRule
{
    private const string AssumeRole = "sts:AssumeRole";

    /// <inheritdoc/>
    public override string Id => "BCA301";

    /// <inheritdoc/>
    public override string Title => "A service control policy blocks an assigned task";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override bool IsAboutServiceControlPolicies => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return BlockedTasks(facts).Concat(BlockedCallers(facts));
    }

    private static IEnumerable<FindingDraft> BlockedTasks(AuditFacts facts)
    {
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { InPayer: false, IsJudged: true }))
        {
            foreach (var task in assessed.Tasks.Where(task => task is { IsAssigned: true, Verdict: Verdict.None, AccountBlockers.IsEmpty: true }))
            {
                foreach (var need in TaskBlockers.FailingNeeds(task))
                {
                    foreach (var blocker in TaskBlockers.Of(assessed, need).Where(blocker => blocker.Layer == PolicyLayer.ServiceControlPolicy))
                        yield return Draft(assessed, task.Task.Title, need.FullName, blocker);
                }
            }
        }
    }

    /// <summary>Principals of member accounts that a role of the payer with a profile names in its trust policy, and that may not assume it.</summary>
    private static IEnumerable<FindingDraft> BlockedCallers(AuditFacts facts) =>
        from pair in NamedCallers(facts)
        from blocker in pair.Caller.Simulator.Caller.Assume(pair.Role, resourceControl: null).Blockers
        where blocker is { Layer: PolicyLayer.ServiceControlPolicy, Certainty: Truth.Yes }
        select Draft(pair.Caller, $"assume {pair.Role.Name} in the payer", AssumeRole, blocker) with { Resources = [pair.Role.Arn] };

    /// <summary>One account's callers after the other's, since an account may have to be read again for them.</summary>
    private static IEnumerable<(AssessedPrincipal Caller, Principal Role)> NamedCallers(AuditFacts facts) =>
        (from role in facts.Principals
         where role is { InPayer: true, IsAssigned: true }
         from arn in TrustPolicies.NamedPrincipals(role.Principal.TrustPolicy)
         let caller = facts.Find(arn)
         where caller is { InPayer: false, IsJudged: true }
         select (Caller: caller, Role: role.Principal)).OrderBy(pair => pair.Caller.Principal.Account, StringComparer.Ordinal);

    private static FindingDraft Draft(AssessedPrincipal assessed, string purpose, string action, Blocker blocker)
    {
        // Where a whole level is silent, no single policy is the cause: the place is.
        var id = blocker.Policy is { } policy ? policy.Id[(policy.Id.LastIndexOf('/') + 1)..] : blocker.TargetId!;
        var name = blocker.Policy?.Name ?? blocker.TargetId!;
        return new FindingDraft
        {
            Subject = new FindingSubject("scp", id, blocker.Policy?.Id ?? id),
            Matter = action,
            Severity = Severity.High,
            Title = $"{name} blocks {action}",
            Explanation = $"Principals of member accounts are meant to {purpose} and a service control policy stops them: {RuleWords.Blockers([blocker])}.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = [action],
            Blockers = [blocker],
            Evidence = TaskBlockers.Evidence(assessed, [blocker]),
        };
    }
}
