using System.Collections.Immutable;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA901: something could not be read, so the answers may be incomplete.</summary>
public sealed class CoverageIncomplete : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA901";

    /// <inheritdoc/>
    public override string Title => "Something could not be read";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var gaps in facts.Gaps.GroupBy(gap => (gap.Kind, gap.Permission)))
        {
            var accounts = gaps.Select(gap => gap.Account).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
            var first = gaps.First();
            var kind = GapWords.Of(gaps.Key.Kind);
            yield return new FindingDraft
            {
                Subject = facts.Subjects.Organization,
                Matter = gaps.Key.Permission is null ? kind : kind + " " + gaps.Key.Permission,
                Severity = Severity.Medium,
                Title = GapWords.Title(gaps) + (gaps.Key.Permission is null ? "" : $" ({gaps.Key.Permission})"),
                Explanation = $"The answers may be incomplete: {first.What}: {first.Error}"
                    + (gaps.Count() == 1 ? "." : $", and {gaps.Count() - 1} more of this kind; each stands under gaps.")
                    + (accounts.IsEmpty ? "" : $" Accounts: {RuleWords.List(accounts)}."),
                Account = accounts.Length == 1 ? accounts[0] : null,
                Resources = accounts,
            };
        }
    }
}
