using System.Collections.Immutable;
using System.Globalization;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;

namespace Auditor.Pipeline.Findings.Rules;

/// <summary>BCA501: a principal that the run before read too holds other Billing Conductor actions than it did then.</summary>
public sealed class AccessChanged : FindingRule
{
    /// <inheritdoc/>
    public override string Id => "BCA501";

    /// <inheritdoc/>
    public override string Title => "Access was gained or lost since the last run";

    /// <inheritdoc/>
    public override bool IsEvent => true;

    /// <inheritdoc/>
    public override string? WhatIsMissing(AuditFacts facts) => base.WhatIsMissing(facts)
        ?? (facts.Before is not { } before ? "needs an earlier run's state" : facts.IsOvertaken || !before.IsComparableWith(facts) ? "the earlier run's state cannot be compared with this run" : null);

    /// <inheritdoc/>
    public override IEnumerable<FindingDraft> Find(AuditFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (facts.Before is not { } before || WhatIsMissing(facts) is not null)
            yield break;
        foreach (var memory in facts.Memories)
        {
            foreach (var difference in before.Accounts.TryGetValue(memory.Account, out var earlier) ? AccessDifference.Of(earlier, memory, before.KnownActions) : [])
                yield return Draft(difference, before, facts);
        }
    }

    private static FindingDraft Draft(AccessDifference difference, RunMemory before, AuditFacts facts)
    {
        var (gained, lost) = (ActionMask.ActionsOf(difference.Gained), ActionMask.ActionsOf(difference.Lost));
        var names = ActionMask.ActionsOf(difference.Changed).Select(action => action.FullName).Order(StringComparer.Ordinal).ToImmutableArray();
        var assessed = facts.Find(difference.Arn);
        var name = assessed?.Principal.DisplayName ?? DisplayName(difference);
        return new FindingDraft
        {
            Subject = new FindingSubject("principal", assessed?.Principal.SubjectKey ?? difference.Now.Key, difference.Arn),
            Matter = string.Join(',', names),
            Severity = SeverityExtensions.Of(ActionMask.ActionsOf(difference.Changed)),
            Title = $"{name} {Verb(gained, lost)} access to Billing Conductor",
            Explanation = Explanation(name, gained, lost, Then(difference, before)) + " " + Cause(difference),
            Account = difference.Account,
            Principals = [new FindingPrincipal(difference.Arn, difference.Account)],
            Actions = names,
            Evidence = assessed is null ? [] : GrantFinder.Evidence(assessed, gained),
        };
    }

    private static string Verb(ImmutableArray<CatalogAction> gained, ImmutableArray<CatalogAction> lost) =>
        lost.IsEmpty ? "gained" : gained.IsEmpty ? "lost" : "gained and lost";

    private static string Explanation(string name, ImmutableArray<CatalogAction> gained, ImmutableArray<CatalogAction> lost, string then)
    {
        var can = gained.IsEmpty ? "" : $"{name} can do what it could not do {then}: {RuleWords.List(gained.Select(action => action.FullName))}.";
        var cannot = lost.IsEmpty ? "" : $"{name} can no longer do what it could do {then}: {RuleWords.List(lost.Select(action => action.FullName))}.";
        return (can + " " + cannot).Trim();
    }

    /// <summary>The run that could tell last may have told some of it only, and later ones the rest.</summary>
    private static string Then(AccessDifference difference, RunMemory before) => difference.Before.AsOf is { } last
        ? $"as far as the run of {Moment(last)} and later ones could tell"
        : $"in the run of {Moment(before.GeneratedAt)}";

    private static string Moment(DateTimeOffset moment) => string.Create(CultureInfo.InvariantCulture, $"{moment.UtcDateTime:yyyy-MM-dd HH:mm} UTC");

    private static string Cause(AccessDifference difference)
    {
        var causes = AccessCause.Of(difference);
        return causes.IsEmpty
            ? "The policies that say something about these actions are the same: its tags, the organization, the catalogue or what the configuration assumes must have changed."
            : "What changed: " + string.Join("; ", causes) + ".";
    }

    private static string DisplayName(AccessDifference difference) => difference.Now.Key.StartsWith("sso:", StringComparison.Ordinal)
        ? "permission set " + difference.Now.Key["sso:".Length..]
        : difference.Arn[(difference.Arn.LastIndexOf('/') + 1)..];
}
