using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA206: a wildcard has come to cover an action that did not exist when the policy was written.</summary>
public sealed class WildcardGrowsWithAws : FindingRule
{
    /// <summary>An inline policy does not say when it was written: it counts as this old.</summary>
    private const int InlineAgeDays = 365;

    /// <inheritdoc/>
    public override string Id => "BCA206";

    /// <inheritdoc/>
    public override string Title => "A wildcard covers actions newer than its policy";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var reachOf = GrantReach.InTurn(facts);
        foreach (var policy in facts.Policies.Where(policy => policy is { IsAttached: true, Reference.IsCustomerWritten: true }))
        {
            var written = DateOnly.FromDateTime((policy.Reference.VersionDate ?? facts.AsOf.AddDays(-InlineAgeDays)).UtcDateTime);
            var reach = reachOf(policy.Reference.Account);
            // Of most policies AWS has added nothing since.
            var added = AddedAfter(written);
            foreach (var grant in policy.Facts.NamedGrants.Where(grant => (grant.Mask & added) != 0))
            {
                foreach (var pattern in grant.Patterns.Where(pattern => pattern.HasWildcard))
                {
                    ImmutableArray<CatalogAction> newer =
                        [.. ActionMask.ActionsOf(ActionMask.Of(pattern) & added).Where(action => reach.CanGrant(grant.Statement, action))];
                    if (newer.IsEmpty)
                        continue;
                    foreach (var holder in Holders(facts, policy))
                    {
                        ImmutableArray<CatalogAction> undecided = [.. newer.Where(action => !holder.Expectation.Permitted.Permits(action.FullName))];
                        if (!undecided.IsEmpty)
                            yield return Draft(facts, policy, grant, pattern, undecided, holder);
                    }
                }
            }
        }
    }

    private static ulong AddedAfter(DateOnly written)
    {
        var added = 0UL;
        for (var action = 0; action < ActionMask.Actions.Length; action++)
            added |= ActionMask.Actions[action].Added > written ? 1UL << action : 0;
        return added;
    }

    private static IEnumerable<AssessedPrincipal> Holders(AuditFacts facts, PolicyUse policy) =>
        policy.Holders.Select(facts.Find).OfType<AssessedPrincipal>().Where(holder => holder is { IsJudged: true, IsAdministrator: false });

    private static FindingDraft Draft(
        AuditFacts facts,
        PolicyUse policy,
        NamedGrant grant,
        ActionPattern pattern,
        ImmutableArray<CatalogAction> newer,
        AssessedPrincipal holder)
    {
        var names = newer.Select(action => action.FullName).Order(StringComparer.Ordinal).ToImmutableArray();
        return new FindingDraft
        {
            Subject = facts.Subjects.Of(policy.Reference, grant.Statement),
            Matter = pattern.Text,
            Severity = Severity.Low,
            Title = $"{pattern.Text} has grown since the policy was written",
            Explanation = $"AWS has added actions to Billing Conductor that {pattern.Text} now covers, and nobody decided that: {RuleWords.List(names)}. "
                + "Name the actions, or write the policy again after a look at the new ones.",
            Account = policy.Reference.Account,
            Principals = [RuleWords.Principal(holder.Principal)],
            Actions = names,
            Evidence = [Evidence.Of(policy.Reference, grant.Statement)],
        };
    }
}
