using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>What a run leaves for the next: its findings, its gaps, who could do what, and the counts of the runs before. Kept as state.json.</summary>
public sealed record RunMemory
{
    /// <summary>The version of the file's shape. A newer one is set aside, an older one is read and written anew.</summary>
    public const int SchemaVersion = 1;

    /// <summary>A year of daily runs, and some.</summary>
    private const int MostRuns = 400;

    /// <summary>The moment for which the run spoke.</summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>True if the organization could be read, in this run or in the last that found what it lacks.</summary>
    public bool IsOrganizationKnown { get; init; }

    /// <summary>The organization's id; null without one, and in what older versions left.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>True if the payer's inventory of resources could be read; null in what older versions left.</summary>
    public bool? IsInventoryKnown { get; init; }

    /// <summary>True if there was no inventory; false in what older versions left too.</summary>
    public bool IsInventoryAbsent { get; init; }

    /// <summary>
    /// What runs were given that need not be there, by <see cref="GivenInputs"/>' names: null where the last one was given it too, else since when runs are not. What older versions left names the inventory at most.
    /// </summary>
    public ImmutableSortedDictionary<string, DateTimeOffset?> Inputs { get; init; } = ImmutableSortedDictionary.Create<string, DateTimeOffset?>(StringComparer.Ordinal);

    /// <summary>Findings by id: open, suppressed, and resolved ones that may come back.</summary>
    public ImmutableSortedDictionary<string, RememberedFinding> Findings { get; init; } = ImmutableSortedDictionary.Create<string, RememberedFinding>(StringComparer.Ordinal);

    /// <summary>Since when each gap is met, by <see cref="KeyOf"/>.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Gaps { get; init; } = ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>How often each gap was met, if more than once, likewise. Older versions did not count: what they left once counts as grown.</summary>
    public ImmutableSortedDictionary<string, int> GapCounts { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>The suppressions whose end has been announced, see <see cref="SuppressionEnd"/>.</summary>
    public ImmutableSortedSet<string> Announced { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>The counts of the runs, the oldest first.</summary>
    public ImmutableArray<RunSummary> History { get; init; } = [];

    /// <summary>The actions that the run's catalogue had.</summary>
    public ulong KnownActions { get; init; } = ActionMask.All;

    /// <summary>Who could do what, by account.</summary>
    public ImmutableSortedDictionary<string, AccountMemory> Accounts { get; init; } = ImmutableSortedDictionary.Create<string, AccountMemory>(StringComparer.Ordinal);

    /// <summary>The statements that several policies had, by <see cref="StatementMark.Text"/>, in ascending order: what they make is about the organization.</summary>
    public ImmutableArray<UInt128> SharedStatements { get; init; } = [];

    /// <summary>What makes two gaps the same: not where in a file, nor how AWS worded it.</summary>
    public static string KeyOf(Gap gap)
    {
        ArgumentNullException.ThrowIfNull(gap);
        return string.Join('\u001F', gap.Kind.ToString(), gap.Account, gap.What, gap.File, gap.Permission);
    }

    /// <summary>True if both runs know as much of the organization and of the resources: else a difference between verdicts may be one between what was read.</summary>
    internal bool IsComparableWith(AuditFacts facts) =>
        IsOrganizationKnown == facts.Organization is not null
        && ((facts.IsInventoryKnown && IsInventoryKnown != false) || (facts.IsInventoryAbsent && (IsInventoryAbsent || IsInventoryKnown is null)));

    /// <summary>True if a run could not read what this one knew; what it can tell of access is then no ground for the next to compare with.</summary>
    internal bool KnewMoreThan(AuditFacts facts) =>
        (IsOrganizationKnown && facts.IsOrganizationUnread) || ((IsInventoryKnown == true || IsInventoryAbsent) && !facts.IsInventoryKnown && !facts.IsInventoryAbsent);

    /// <summary>The shared statements, if others that have them may be out of sight: a finding about them is then the one that it was. Else none, for a run can tell by itself.</summary>
    internal ImmutableArray<UInt128> SharedStatementsWith(ImmutableArray<Gap> gaps) => gaps.Any(HidingGaps.MayHidePolicies) ? SharedStatements : [];

    /// <summary>The history with one more run; a run for the same moment takes the place of the one before.</summary>
    internal ImmutableArray<RunSummary> HistoryWith(RunSummary run) =>
        [.. History.Where(earlier => earlier.GeneratedAt != run.GeneratedAt).Append(run).TakeLast(MostRuns)];
}
