using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA202: somebody can read the cost reports, which show AWS's price beside the customer's, and no profile permits it.</summary>
public sealed class MarginsVisible : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA202";

    /// <inheritdoc/>
    public override string Title => "Margins are visible without need";

    /// <inheritdoc/>
    public override bool NeedsConfiguration => true;

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var assessed in facts.Principals.Where(assessed => assessed is { InPayer: true, IsAdministrator: false, IsJudged: true }))
        {
            ImmutableArray<CatalogAction> reports =
                [.. ActionMask.ActionsOf(assessed.Held).Where(action => action.IsReportAction && !assessed.Expectation.Permitted.Permits(action.FullName))];
            foreach (var (policy, statements, actions) in GrantFinder.Grants(assessed, reports))
            {
                yield return new FindingDraft
                {
                    Subject = facts.Subjects.Of(policy.Reference, statements),
                    Matter = "margins",
                    Severity = Severity.High,
                    Title = $"{policy.Reference.Name} shows margins to principals without need",
                    Explanation = $"The cost reports of Billing Conductor show what AWS charges, what the customer is charged, and the margin between; {policy.Reference.Name} "
                        + "lets principals read them although no profile of theirs permits it.",
                    Account = assessed.Principal.Account,
                    Principals = [RuleWords.Principal(assessed.Principal)],
                    Actions = [.. actions.Select(action => action.FullName)],
                    Evidence = [.. statements.Select(statement => Evidence.Of(policy.Reference, statement))],
                };
            }
        }
    }
}
