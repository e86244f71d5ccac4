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
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { IsJudged: true, IsAdministrator: false }))
        {
            foreach (var policy in assessed.Principal.Policies)
            {
                foreach (var draft in ByBoundary(facts, assessed, policy))
                    yield return draft;
            }

            foreach (var draft in OtherServices(facts, assessed))
                yield return draft;
        }
    }

    private static IEnumerable<FindingDraft> ByBoundary(AuditFacts facts, AssessedPrincipal assessed, HeldPolicy policy)
    {
        var grants = DocumentFacts.Of(policy.Document).NamedGrants;
        if (assessed.Principal.Boundary is not { } boundary || grants.IsEmpty)
            yield break;
        var taken = ActionMask.ActionsOf(grants.Aggregate(0UL, (mask, grant) => mask | grant.Mask)).Where(action => IsTakenAway(assessed, grants, action)).ToArray();
        if (taken.Length == 0)
            yield break;
        var statements = grants.Where(grant => (grant.Mask & ActionMask.Of(taken)) != 0).Select(grant => grant.Statement).ToImmutableArray();
        yield return Draft(facts, assessed, policy, statements, boundary.Reference.Id, boundary.Reference.Name, taken.Select(action => action.FullName));
    }

    /// <summary>A statement that names the action may match somewhere, and wherever one does the boundary certainly stops the request.</summary>
    private static bool IsTakenAway(AssessedPrincipal assessed, ImmutableArray<NamedGrant> grants, CatalogAction action)
    {
        var naming = grants.Where(grant => (grant.Mask & ActionMask.Of([action])) != 0).Select(grant => grant.Statement).ToArray();
        var granted = GrantFinder.ResourcesOf(assessed, action)
            .Select(resource => assessed.Simulator.Evaluate(action.FullName, resource))
            .Where(result => result.MatchedStatements.Any(match => match.Layer == PolicyLayer.Identity && naming.Contains(match.Statement)))
            .ToArray();
        return granted.Length > 0 && granted.All(result => result.AllowedByPermissionsBoundary == Truth.No);
    }

    /// <summary>In a member account: actions of the profile on other services that an SCP or the boundary takes away.</summary>
    private static IEnumerable<FindingDraft> OtherServices(AuditFacts facts, AssessedPrincipal assessed)
    {
        if (assessed is not { InPayer: false, IsAssigned: true })
            yield break;
        foreach (var action in assessed.OtherAccess.Where(other => other.Value.Verdict == Verdict.None).Select(other => other.Key))
        {
            foreach (var result in ResourcesOf(assessed, action).Select(resource => assessed.Simulator.Evaluate(action, resource)))
            {
                var guard = result.Blockers.FirstOrDefault(blocker => blocker is { Certainty: Truth.Yes, Layer: PolicyLayer.ServiceControlPolicy or PolicyLayer.PermissionsBoundary });
                var grants = result.MatchedStatements.Where(match => match.Layer == PolicyLayer.Identity && Names(match.Statement, action)).ToArray();
                if (guard is null)
                    continue;
                foreach (var grant in grants)
                {
                    var policy = assessed.Principal.Policies.First(held => held.Reference.Id == grant.Policy.Id);
                    yield return Draft(facts, assessed, policy, [grant.Statement], guard.Policy?.Id ?? guard.TargetId!, guard.Policy?.Name ?? guard.TargetId!, [action]);
                }
            }
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
        HeldPolicy policy,
        ImmutableArray<Statement> statements,
        string guardId,
        string guardName,
        IEnumerable<string> actions)
    {
        var subject = facts.Subjects.Of(policy.Reference, statements);
        // The same boundary stands in every account under the account's own id.
        var guard = guardId.Replace(assessed.Principal.Account, "{account}", StringComparison.Ordinal);
        var names = actions.Order(StringComparer.Ordinal).ToImmutableArray();
        return new FindingDraft
        {
            Subject = subject with { Key = subject.Key + " " + guard },
            Matter = string.Join(",", names),
            Severity = Severity.Low,
            Title = $"{guardName} takes away what {policy.Reference.Name} grants",
            Explanation = $"{policy.Reference.Name} allows {RuleWords.List(names)}, and {guardName} stops it in every case: the grant is of no use.",
            Account = assessed.Principal.Account,
            Principals = [RuleWords.Principal(assessed.Principal)],
            Actions = names,
            Evidence = [.. statements.Select(statement => Evidence.Of(policy.Reference, statement))],
        };
    }
}
