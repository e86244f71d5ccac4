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
            if (assessed.Facts.MayLoseGrant)
            {
                foreach (var draft in assessed.Principal.Policies.SelectMany(policy => ByBoundary(facts, assessed, policy)))
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
        var mayBeTaken = grants.Aggregate(0UL, (mask, grant) => mask | grant.Mask) & ~DocumentFacts.Of(boundary.Document).AllowedOnEverything;
        var taken = ActionMask.ActionsOf(mayBeTaken).Where(action => IsTakenAway(assessed, grants, action)).ToArray();
        if (taken.Length == 0)
            yield break;
        var statements = grants.Where(grant => (grant.Mask & ActionMask.Of(taken)) != 0).Select(grant => grant.Statement).ToImmutableArray();
        yield return Draft(facts, assessed, policy, statements, boundary.Reference.Id, boundary.Reference.Name, taken.Select(action => action.FullName));
    }

    /// <summary>A statement that names the action may match somewhere, and wherever one does the boundary certainly stops the request.</summary>
    private static bool IsTakenAway(AssessedPrincipal assessed, ImmutableArray<NamedGrant> grants, CatalogAction action)
    {
        var naming = grants.Where(grant => (grant.Mask & ActionMask.Of([action])) != 0).Select(grant => grant.Statement).ToArray();
        var granted = GrantFinder.ResourcesOf(assessed, action).Concat(NamedResources(assessed, action)).Distinct(StringComparer.Ordinal)
            .Select(resource => assessed.Simulator.Evaluate(action.FullName, resource))
            .Where(result => result.MatchedStatements.Any(match => match.Layer == PolicyLayer.Identity && naming.Contains(match.Statement)))
            .ToArray();
        return granted.Length > 0 && granted.All(result => result.AllowedByPermissionsBoundary == Truth.No);
    }

    /// <summary>Resources that only the policies name: an inventory need not have them.</summary>
    private static IEnumerable<string> NamedResources(AssessedPrincipal assessed, CatalogAction action) =>
        action.AuthorizedTypes.SelectMany(type => assessed.Simulator.InstancesOf(action.FullName, $"arn:*:billingconductor::*:{type}/*"));

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
            yield return Draft(facts, assessed, policy, statements, cause.Key.Guard, cause.First().GuardName, cause.Select(item => item.Action).Distinct(StringComparer.Ordinal));
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
