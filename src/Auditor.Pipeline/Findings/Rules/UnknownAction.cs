using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA402: a pattern that matches no action which exists: a slip, an invention, or an action that AWS has retired.</summary>
public sealed class UnknownAction : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA402";

    /// <inheritdoc/>
    public override string Title => "A pattern that matches no action";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        // An organization repeats the same slips, and a nearest name takes long to find.
        var nearest = new Dictionary<string, string?>(StringComparer.Ordinal);
        var written = facts.Policies.Where(policy => policy.Reference.IsCustomerWritten)
            .SelectMany(policy => policy.Document.Statements.SelectMany(statement => Unknown(statement).Select(pattern =>
                Draft(facts, pattern, NearestTo(pattern, nearest), policy.Reference.Account, Evidence.Of(policy.Reference, statement), Judged(facts, policy.Holders)))));
        return written.Concat(OfOrganizationPolicies(facts, nearest));
    }

    private static IEnumerable<FindingDraft> OfOrganizationPolicies(AuditFacts facts, Dictionary<string, string?> nearest) =>
        from policy in facts.Organization?.Policies ?? []
        where policy is { AwsManaged: false, Document: not null }
        from statement in policy.Document!.Statements
        from pattern in Unknown(statement)
        select Draft(facts, pattern, NearestTo(pattern, nearest), null, new Evidence(policy.Arn, null, statement.Label, statement.Start.Line, statement.Start.Column, statement.Text), []);

    private static string? NearestTo(string pattern, Dictionary<string, string?> known) =>
        known.TryGetValue(pattern, out var nearest) ? nearest : known[pattern] = ActionNames.NearestTo(pattern);

    private static IEnumerable<string> Unknown(Statement statement) =>
        statement.Actions.Where(pattern => UnknownActionPatterns.IsUnknown(pattern)).Select(pattern => pattern.Text).Distinct(StringComparer.Ordinal);

    private static IEnumerable<Principal> Judged(AuditFacts facts, ImmutableArray<Principal> holders) =>
        holders.Where(holder => holder.Kind != Expect.PrincipalKind.ServiceLinkedRole);

    private static FindingDraft Draft(AuditFacts facts, string pattern, string? nearest, string? account, Evidence evidence, IEnumerable<Principal> holders)
    {
        var isRetired = pattern.StartsWith("aws-portal:", StringComparison.OrdinalIgnoreCase);
        return new FindingDraft
        {
            Subject = facts.Subjects.Organization,
            Matter = pattern,
            Severity = Severity.Medium,
            Title = $"{pattern} matches no action",
            Explanation = (isRetired
                    ? $"AWS has retired all actions of aws-portal; {pattern} has no effect any more."
                    : $"AWS has no action that {pattern} matches, so it has no effect.")
                + (nearest is null ? "" : $" The nearest real name is {nearest}."),
            Account = account,
            Principals = [.. holders.Select(RuleWords.Principal)],
            Actions = [pattern],
            Evidence = [evidence],
        };
    }
}
