using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA403: a pattern and a resource that never come together: the statement can never grant the action.</summary>
public sealed class GrantThatCannotGrant : FindingRule
{
    private const string StarOnly = "star-only";
    private const string NoSuchResource = "resource";

    /// <inheritdoc/>
    public override string Id => "BCA403";

    /// <inheritdoc/>
    public override string Title => "A grant on resources that the action does not have";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var reachOf = GrantReach.InTurn(facts);
        var named =
            from policy in facts.Policies
            where policy is { IsAttached: true, Reference.IsCustomerWritten: true }
            let reach = reachOf(policy.Reference.Account)
            from grant in policy.Facts.NamedGrants
            from pattern in grant.Patterns
            let actions = ActionMask.ActionsOf(ActionMask.Of(pattern))
            where !actions.Any(action => reach.CanGrant(grant.Statement, action))
            select Draft(facts, policy, grant.Statement, pattern, actions);
        return named.Concat(WithoutAwsPlans(facts));
    }

    private static FindingDraft Draft(AuditFacts facts, PolicyUse policy, Statement statement, ActionPattern pattern, ImmutableArray<CatalogAction> actions)
    {
        var kind = actions.All(action => action.IsWildcardOnly) ? StarOnly : NoSuchResource;
        var resources = statement.Resources.Select(resource => resource.Text).ToImmutableArray();
        return new FindingDraft
        {
            Subject = facts.Subjects.Organization,
            Matter = kind + " " + pattern.Text,
            Severity = Severity.Medium,
            Title = $"{pattern.Text} is granted on resources where it never applies",
            Explanation = kind == StarOnly
                ? $"{pattern.Text} takes no resource: it is granted on `*` only, and the statement names {RuleWords.List(resources)}. It grants nothing."
                : $"{pattern.Text} is authorized on {RuleWords.List(actions.SelectMany(action => action.AuthorizedTypes))}, as "
                    + $"arn:aws:billingconductor::<account>:<type>/<id> without Region, and the statement names {RuleWords.List(resources)}. It grants nothing.",
            Account = policy.Reference.Account,
            Principals = [.. policy.Holders.Where(holder => facts.Find(holder) is { IsJudged: true }).Select(RuleWords.Principal)],
            Actions = [.. actions.Select(action => action.FullName)],
            Resources = resources,
            Evidence = [Evidence.Of(policy.Reference, statement)],
        };
    }

    /// <summary>Who may create billing groups with own pricing plans but not with those that AWS provides.</summary>
    private static IEnumerable<FindingDraft> WithoutAwsPlans(AuditFacts facts)
    {
        const string action = "billingconductor:CreateBillingGroup";
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { InPayer: true, IsJudged: true }
            && assessed.Tasks.Any(task => task is { IsAssigned: true, Task.Id: "create-billing-group" })))
        {
            var plans = assessed.Simulator.Resources.Of(ServiceCatalog.BillingConductor, "pricingplan");
            var ofAws = assessed.Simulator.VerdictOn(action, [.. plans.Where(IsAwsOwned)]);
            var own = assessed.Simulator.VerdictOn(action, [.. plans.Where(plan => !IsAwsOwned(plan))]);
            if (ofAws.Verdict != Verdict.None || !own.Verdict.IsHeld())
                continue;
            yield return new FindingDraft
            {
                Subject = facts.Subjects.Organization,
                Matter = "aws-plans " + action,
                Severity = Severity.Low,
                Title = "Billing groups can be created with own pricing plans only",
                Explanation = "The pricing plans that AWS provides live under the account `aws`: arn:aws:billingconductor::aws:pricingplan/*. "
                    + "These principals may create billing groups with the organization's own plans but not with those.",
                Account = assessed.Principal.Account,
                Principals = [RuleWords.Principal(assessed.Principal)],
                Actions = [action],
                Resources = [.. plans.Where(IsAwsOwned)],
                Evidence = GrantFinder.Evidence(assessed, [ServiceCatalog.Default.FindAction(action)!]),
            };
        }
    }

    private static bool IsAwsOwned(string arn) => arn.Contains(":billingconductor::aws:", StringComparison.Ordinal);
}
