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
        foreach (var policy in facts.Policies.Where(policy => policy.IsAttached && !policy.Facts.NamedGrants.IsEmpty))
        {
            ImmutableArray<Principal> holders =
                [.. policy.Holders.Where(holder => facts.Find(holder) is { IsJudged: true, IsAdministrator: false, InPayer: false })];
            if (holders.IsEmpty)
                continue;
            var patterns = policy.Facts.NamedGrants.SelectMany(grant => grant.Patterns).Select(pattern => pattern.Text)
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
            yield return new FindingDraft
            {
                Subject = policy.Reference.IsCustomerWritten ? facts.Subjects.Organization : SubjectResolver.Of(policy.Reference),
                Matter = string.Join(",", patterns),
                Severity = Severity.Low,
                Title = $"{RuleWords.List(patterns)} cannot be used in member accounts",
                Explanation = "Billing Conductor answers only in the payer, so this grant does nothing where it stands: "
                    + $"{RuleWords.List(patterns)}. Whoever needs it assumes a role in the payer.",
                Account = policy.Reference.Account,
                Principals = [.. holders.Select(RuleWords.Principal)],
                Actions = patterns,
                Evidence = [.. policy.Facts.NamedGrants.Select(grant => Evidence.Of(policy.Reference, grant.Statement))],
            };
        }
    }
}
