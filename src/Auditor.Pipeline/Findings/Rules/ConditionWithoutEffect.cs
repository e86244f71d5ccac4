using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Conditions;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA404: a condition on a grant that can never hold, or always does.</summary>
public sealed class ConditionWithoutEffect : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA404";

    /// <inheritdoc/>
    public override string Title => "A condition that never or always holds";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return facts.Policies.Where(policy => policy is { IsAttached: true, Reference.IsCustomerWritten: true }).SelectMany(policy => Find(facts, policy));
    }

    /// <summary>Of two flaws on one key of a statement only that is told which never holds: the statement grants nothing, whatever the other one does.</summary>
    private static IEnumerable<FindingDraft> Find(AuditFacts facts, PolicyUse policy) =>
        from grant in policy.Facts.NamedGrants
        let actions = ActionMask.ActionsOf(grant.Mask)
        let others = new ForeignActions(grant.Statement.Actions)
        from flaws in grant.Statement.Conditions.Select(clause => (Clause: clause, Flaw: ConditionFlaw.Of(clause, actions, others, facts.AsOf)!)).Where(found => found.Flaw is not null)
            .GroupBy(found => found.Clause.Key, StringComparer.OrdinalIgnoreCase)
        from found in flaws
        where found.Flaw.NeverHolds || !flaws.Any(other => other.Flaw.NeverHolds)
        select Draft(facts, policy, grant, found.Clause, found.Flaw, actions);

    private static FindingDraft Draft(
        AuditFacts facts,
        PolicyUse policy,
        NamedGrant grant,
        ConditionClause clause,
        ConditionFlaw flaw,
        ImmutableArray<CatalogAction> actions) => new()
        {
            Subject = facts.Subjects.Of(policy.Reference, grant.Statement),
            Matter = grant.Statement.Label + " " + clause.Key,
            Severity = Severity.Medium,
            Title = $"The condition on {clause.Key} {(flaw.NeverHolds ? "never holds" : flaw.LetsThrough ? "holds without MFA too" : "always holds")}",
            Explanation = Explain(clause, flaw),
            Account = policy.Reference.Account,
            Principals = [.. policy.Holders.Where(holder => facts.Find(holder) is { IsJudged: true }).Select(RuleWords.Principal)],
            Actions = [.. actions.Select(action => action.FullName)],
            Evidence = [Evidence.Of(policy.Reference, grant.Statement)],
        };

    private static string Explain(ConditionClause clause, ConditionFlaw flaw) => flaw switch
    {
        { NeverHolds: true } => $"The statement grants nothing, because its condition {clause.OperatorText} on {clause.Key} can never hold: {flaw.Reason}.",
        { LetsThrough: true } => $"The condition {clause.OperatorText} on {clause.Key} does not demand MFA: {flaw.Reason}. It keeps out only temporary credentials that carry another value.",
        _ => $"The condition {clause.OperatorText} on {clause.Key} protects nothing, because it always holds: {flaw.Reason}.",
    };
}
