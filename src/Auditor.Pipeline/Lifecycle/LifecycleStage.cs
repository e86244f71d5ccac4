using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>The stage between findings and report: what is new since the run before, and what the next run must know.</summary>
internal static class LifecycleStage
{
    /// <summary>The report with its findings' and gaps' lives, the trend, and, where the run is to be remembered, its memory.</summary>
    /// <param name="report">The report without lives.</param>
    /// <param name="facts">What it was made of.</param>
    /// <param name="isRemembered">True leaves a memory for the next run.</param>
    public static AuditReport Apply(AuditReport report, AuditFacts facts, bool isRemembered)
    {
        var life = new FindingLife(facts);
        var findings = life.Of(report.Findings);
        var known = new KnownGaps(report.Gaps, facts.Before);
        var lived = report with
        {
            Findings = findings,
            Gaps = [.. report.Gaps.Select(gap => gap with { Since = known.SinceOf(gap) })],
            Notes = [.. report.Notes, .. life.Notes, .. GivenInputs.Notes(facts), .. NotCompared(facts)],
            History = facts.Before?.History ?? [],
            ExpiringSuppressions = SuppressionEnd.Soon(findings, DateOnly.FromDateTime(facts.AsOf.UtcDateTime), facts.Before?.Announced ?? []),
        };
        return isRemembered && !facts.IsOvertaken ? lived with { Memory = MemoryOf(lived, facts, life, known) } : lived;
    }

    private static IEnumerable<string> NotCompared(AuditFacts facts) => facts.Before is not { } before || (!facts.IsOvertaken && before.IsComparableWith(facts))
        ? []
        : facts.IsOvertaken
        ? [$"a later run, of {JsonForm.Moment(before.GeneratedAt)}, has left its state already: nothing of this report counts as resolved or reopened, and that state stays"]
        : [$"who has gained or lost access since the run of {JsonForm.Moment(before.GeneratedAt)} is not told: one of the two runs could not read the organization or the inventory of Billing Conductor's resources"];

    private static RunMemory MemoryOf(AuditReport report, AuditFacts facts, FindingLife life, KnownGaps known)
    {
        var before = facts.Before ?? new RunMemory { GeneratedAt = report.GeneratedAt };
        var knewMore = before.KnewMoreThan(facts);
        return new RunMemory
        {
            GeneratedAt = report.GeneratedAt,
            IsOrganizationKnown = facts.Organization is not null || (before.IsOrganizationKnown && facts.IsOrganizationUnread),
            OrganizationId = facts.Organization?.Id ?? (facts.IsOrganizationUnread ? before.OrganizationId : null),
            IsInventoryKnown = knewMore ? before.IsInventoryKnown : facts.IsInventoryKnown,
            IsInventoryAbsent = knewMore ? before.IsInventoryAbsent : facts.IsInventoryAbsent,
            Inputs = GivenInputs.Of(facts, facts.Before),
            Findings = life.Remembered,
            Gaps = report.Gaps.Select(gap => KeyValuePair.Create(RunMemory.KeyOf(gap), gap.Since ?? report.GeneratedAt)).DistinctBy(gap => gap.Key, StringComparer.Ordinal).ToImmutableSortedDictionary(StringComparer.Ordinal),
            GapCounts = known.Repeated,
            Announced = SuppressionEnd.Announced(report.ExpiringSuppressions, facts.Configuration, before.Announced),
            History = before.HistoryWith(RunSummary.Of(report)),
            SharedStatements = facts.Subjects.Shared,
            KnownActions = knewMore ? before.KnownActions : ActionMask.All,
            Accounts = KeptAccess.Of(before, facts),
        };
    }
}
