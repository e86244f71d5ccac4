using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA405: a policy is a copy of what an AWS managed policy once said, and AWS has added to the original since.</summary>
public sealed class StaleCopyOfManagedPolicy : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA405";

    /// <inheritdoc/>
    public override string Title => "A copy of an old version of an AWS managed policy";

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        foreach (var policy in facts.Policies.Where(policy => policy.Reference.IsCustomerWritten))
        {
            if (policy.Facts.Copy is { } copy)
                yield return Draft(facts, policy, copy);
        }
    }

    private static FindingDraft Draft(AuditFacts facts, PolicyUse policy, ManagedPolicyCopy copy)
    {
        ImmutableArray<Statement> allows = [.. policy.Document.Statements.Where(statement => statement.Effect == Effect.Allow)];
        var missing = Missing(copy, allows);
        return new FindingDraft
        {
            Subject = facts.Subjects.Of(policy.Reference, allows),
            Matter = $"arn:{facts.Partition}:{copy.Original.Arn["arn:aws:".Length..]}",
            Severity = Severity.Low,
            Title = $"{policy.Reference.Name} is a copy of an old {copy.Original.Name}",
            Explanation = string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{policy.Reference.Name} allows what version {copy.Version.Id} of the AWS managed policy {copy.Original.Name} of {copy.Version.Created:yyyy-MM-dd} allowed{Differences(copy)}. ")
                + $"Version {copy.Original.Newest.Id} also allows {RuleWords.List(missing)}.",
            Account = policy.Reference.Account,
            Principals = [.. policy.Holders.Where(holder => facts.Find(holder) is not { IsJudged: false }).Select(RuleWords.Principal)],
            Actions = missing,
            Evidence = [.. allows.Select(statement => Evidence.Of(policy.Reference, statement))],
        };
    }

    private static string Differences(ManagedPolicyCopy copy)
    {
        string[] parts = [.. copy.More.Select(pattern => "and " + pattern), .. copy.Less.Select(pattern => "but not " + pattern)];
        return parts.Length == 0 ? "" : ", " + string.Join(" ", parts);
    }

    /// <summary>The actions in force that the newest version allows and the copy does not.</summary>
    private static ImmutableArray<string> Missing(ManagedPolicyCopy copy, ImmutableArray<Statement> allows)
    {
        ActionPattern[] own = [.. allows.SelectMany(statement => statement.Actions)];
        return
        [
            .. copy.Original.Newest.Patterns.SelectMany(ActionNames.Matching).Distinct(StringComparer.Ordinal)
                .Where(action => !own.Any(pattern => pattern.Matches(action.ToLowerInvariant())))
                .Order(StringComparer.Ordinal),
        ];
    }
}
