using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA303: a policy names an action and the permissions boundary takes it away again, whatever the circumstances.</summary>
public sealed class GrantTakenAway : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA303";

    /// <inheritdoc/>
    public override string Title => "A grant that a boundary takes away";

    /// <inheritdoc/>
    public override bool IsAboutServiceControlPolicies => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { IsJudged: true, IsAdministrator: false }))
        {
            foreach (var lost in assessed.LostGrants)
                yield return Draft(facts, assessed, lost.Policy, lost.Statements, lost.Boundary.Id, lost.Boundary.Name, lost.Actions);

            foreach (var draft in OtherServices(facts, assessed))
                yield return draft;
        }
    }

    /// <summary>In a member account: actions of the profile on other services that an SCP or the boundary takes away.</summary>
    private static IEnumerable<FindingDraft> OtherServices(AuditFacts facts, AssessedPrincipal assessed)
    {
        if (assessed is not { InPayer: false, IsAssigned: true })
            yield break;
        var taken =
            from other in assessed.OtherAccess
            where other.Value.Verdict == Verdict.None
            from resource in ResourcesOf(assessed, other.Key)
            let result = assessed.Simulator.Evaluate(other.Key, resource)
            from guard in result.Blockers
            where guard is { Certainty: Truth.Yes, Layer: PolicyLayer.ServiceControlPolicy or PolicyLayer.PermissionsBoundary }
            from grant in result.MatchedStatements
            where grant.Layer == PolicyLayer.Identity && Names(grant.Statement, other.Key)
            select (Action: other.Key, Policy: grant.Policy.Id, grant.Statement, Guard: guard.Policy?.Id ?? guard.TargetId!, GuardName: guard.Policy?.Name ?? guard.TargetId!);
        foreach (var cause in taken.GroupBy(item => (item.Policy, item.Guard)))
        {
            var policy = assessed.Principal.Policies.First(held => held.Reference.Id == cause.Key.Policy);
            ImmutableArray<Statement> statements = [.. cause.Select(item => item.Statement).Distinct()];
            yield return Draft(facts, assessed, policy.Reference, statements, cause.Key.Guard, cause.First().GuardName, cause.Select(item => item.Action).Distinct(StringComparer.Ordinal));
        }
    }

    /// <summary>An Allow whose pattern has the action's own prefix: a broad grant is nobody's decision about this action.</summary>
    private static bool Names(Statement statement, string action)
    {
        var folded = action.ToLowerInvariant();
        var prefix = folded[..folded.IndexOf(':', StringComparison.Ordinal)];
        return statement is { Effect: Effect.Allow, IsNotAction: false } && statement.Actions.Any(pattern => pattern.Prefix == prefix && pattern.Matches(folded));
    }

    private static ImmutableArray<string> ResourcesOf(AssessedPrincipal assessed, string action) =>
        ServiceCatalog.Default.FindAction(action) is { } row ? GrantFinder.ResourcesOf(assessed, row) : ["*"];

    private static FindingDraft Draft(
        AuditFacts facts,
        AssessedPrincipal assessed,
        PolicyReference policy,
        ImmutableArray<Statement> statements,
        string guardId,
        string guardName,
        IEnumerable<string> actions)
    {
        var subject = facts.Subjects.Of(policy, statements);
        // The same boundary stands in every account under the account's own id.
        var guard = guardId.Replace(assessed.Principal.Account, "{account}", StringComparison.Ordinal);
        var names = actions.Order(StringComparer.Ordinal).ToImmutableArray();
        return new FindingDraft
        {
            Subject = subject with { Key = subject.Key + " " + guard },
            Matter = string.Join(",", names),
            Severity = Severity.Low,
            Title = $"{guardName} takes away what {policy.Name} grants",
            Explanation = $"{policy.Name} allows {RuleWords.List(names)}, and {guardName} stops it in every case: the grant is of no use.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = names,
            Evidence = [.. statements.Select(statement => Evidence.Of(policy, statement))],
        };
    }
}
