using System.Collections.Immutable;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA304: a grant that names Billing Conductor in an account where the service does not answer.</summary>
public sealed class UnusableInMemberAccount : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA304";

    /// <inheritdoc/>
    public override string Title => "A grant that is of no use outside the payer";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        // An organization's accounts have the same policies: what is said of them is said once.
        var words = new Dictionary<string, (string Title, string Explanation)>(StringComparer.Ordinal);
        foreach (var policy in facts.Policies.Where(policy => policy.IsAttached && !policy.Facts.NamedGrants.IsEmpty))
        {
            var holders = Holders(facts, policy);
            if (holders.IsEmpty)
                continue;
            var patterns = PatternsOf(policy.Facts.NamedGrants);
            var matter = string.Join(",", patterns);
            if (!words.TryGetValue(matter, out var said))
                words[matter] = said = WordsOn(patterns);
            yield return new FindingDraft
            {
                Subject = policy.Reference.IsCustomerWritten ? facts.Subjects.Organization : SubjectResolver.Of(policy.Reference),
                Matter = matter,
                Severity = Severity.Low,
                Title = said.Title,
                Explanation = said.Explanation,
                Account = policy.Reference.Account,
                Principals = holders,
                Actions = patterns,
                Evidence = [.. policy.Facts.NamedGrants.Select(grant => Evidence.Of(policy.Reference, grant.Statement))],
            };
        }
    }

    private static ImmutableArray<FindingPrincipal> Holders(AuditFacts facts, PolicyUse policy)
    {
        var holders = ImmutableArray.CreateBuilder<FindingPrincipal>(policy.Holders.Length);
        foreach (var holder in policy.Holders)
        {
            if (facts.Find(holder) is { IsJudged: true, IsAdministrator: false, InPayer: false })
                holders.Add(RuleWords.Principal(holder));
        }

        return holders.DrainToImmutable();
    }

    private static ImmutableArray<string> PatternsOf(ImmutableArray<NamedGrant> grants) => grants is [{ Patterns: [var only] }]
        ? [only.Text]
        : [.. grants.SelectMany(grant => grant.Patterns).Select(pattern => pattern.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static (string Title, string Explanation) WordsOn(ImmutableArray<string> patterns)
    {
        var list = RuleWords.List(patterns);
        return (
            $"{list} cannot be used in member accounts",
            $"Billing Conductor answers only in the payer, so this grant does nothing where it stands: {list}. Whoever needs it assumes a role in the payer.");
    }
}
