using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA204: a principal to which no profile is assigned can use Billing Conductor in the payer.</summary>
public sealed class AccessWithoutProfile : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA204";

    /// <inheritdoc/>
    public override string Title => "Access without a profile";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var unassigned = facts.Principals.Where(assessed => assessed is { InPayer: true, IsAssigned: false, IsAdministrator: false, IsJudged: true });
        foreach (var assessed in unassigned)
        {
            ImmutableArray<CatalogAction> held = [.. ActionMask.ActionsOf(assessed.Held).Where(action => !action.IsReportAction)];
            foreach (var (policy, statements, actions) in GrantFinder.Grants(assessed, held))
            {
                var names = actions.Select(action => action.FullName).Order(StringComparer.Ordinal).ToImmutableArray();
                yield return new FindingDraft
                {
                    Subject = facts.Subjects.Of(policy.Reference, statements),
                    Matter = string.Join(",", names),
                    Severity = Severity.Medium,
                    Title = $"{policy.Reference.Name} opens Billing Conductor to principals without a profile",
                    Explanation = $"Nobody has said that these principals should use Billing Conductor, and {policy.Reference.Name} lets them: {RuleWords.List(names)}.",
                    Account = assessed.Principal.Account,
                    Principals = [RuleWords.Principal(assessed.Principal)],
                    Actions = names,
                    Evidence = [.. statements.Select(statement => Evidence.Of(policy.Reference, statement))],
                };
            }
        }
    }
}
