using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Compare;

/// <summary>What is otherwise in one report than in another, and for whom.</summary>
public sealed record ReportComparison
{
    /// <summary>Principals whose access changed, in ordinal order of their ARNs.</summary>
    public required ImmutableArray<PrincipalChange> Principals { get; init; }

    /// <summary>How many principals have the access that they had.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Findings that only the later report has, in its order.</summary>
    public required ImmutableArray<Finding> NewFindings { get; init; }

    /// <summary>Findings that only the earlier report has, in its order.</summary>
    public required ImmutableArray<Finding> GoneFindings { get; init; }

    /// <summary>Accounts that could be read for one of the reports only, or whose place or resources are known for one only, so that their principals are not compared; ordinal.</summary>
    public required ImmutableArray<string> NotCompared { get; init; }

    /// <summary>Compares two reports that list every principal.</summary>
    /// <param name="before">The earlier, or as things are.</param>
    /// <param name="after">The later, or as things would be.</param>
    public static ReportComparison Of(AuditReport before, AuditReport after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        // What neither could read makes no difference between them.
        var (oldGaps, currentGaps) = (Timeless(before.Gaps), Timeless(after.Gaps));
        var (onlyOld, onlyCurrent) = (oldGaps.Except(currentGaps).ToArray(), currentGaps.Except(oldGaps).ToArray());
        var unread = UnreadIn(before.Gaps).Concat(UnreadIn(after.Gaps)).Concat(Differing(onlyOld, onlyCurrent).Where(gap => gap.Part == SnapshotPart.Inventory).Select(gap => gap.Account).OfType<string>()).ToHashSet(StringComparer.Ordinal);
        var current = ComparedPrincipals.ByArn(after);
        var old = ComparedPrincipals.ByArnIn(current, before);
        unread.UnionWith(Incomparable(before, after, old.Values.Concat(current.Values)));
        var (partlyOld, partlyCurrent) = (AccountsOf(onlyOld, SnapshotFolder.AuthorizationDetails), AccountsOf(onlyCurrent, SnapshotFolder.AuthorizationDetails));
        // Who is missing where part of the account could not be read may be there all the same.
        unread.UnionWith(current.Where(entry => !old.ContainsKey(entry.Key)).Select(entry => entry.Value.Principal.Account).Where(partlyOld.Contains));
        unread.UnionWith(old.Where(entry => !current.ContainsKey(entry.Key)).Select(entry => entry.Value.Principal.Account).Where(partlyCurrent.Contains));
        var compared = old.Keys.Union(current.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(arn => Of(arn, old.GetValueOrDefault(arn), current.GetValueOrDefault(arn))).Where(change => !unread.Contains(change.Account)).ToArray();
        var (oldIds, currentIds) = (IdsOf(before), IdsOf(after));
        var causes = CausesOf(before.Memory, after.Memory);
        return new ReportComparison
        {
            Principals = [.. compared.Where(change => !change.Actions.IsEmpty).Select(change => change with { Causes = causes.GetValueOrDefault(change.Arn, []) })],
            Unchanged = compared.Count(change => change.Actions.IsEmpty),
            NewFindings = [.. after.Findings.Where(finding => finding.Status != FindingStatus.Resolved && !oldIds.Contains(finding.Id) && !IsOf(finding, unread))],
            GoneFindings = [.. before.Findings.Where(finding => !currentIds.Contains(finding.Id) && !IsOf(finding, unread))],
            NotCompared = [.. unread.Order(StringComparer.Ordinal)],
        };
    }

    private static HashSet<string> IdsOf(AuditReport report) =>
        report.Findings.Where(finding => finding.Status != FindingStatus.Resolved).Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);

    /// <summary>What made the differences, by ARN; nothing unless both audits were asked to be remembered.</summary>
    private static Dictionary<string, ImmutableArray<string>> CausesOf(RunMemory? before, RunMemory? after) =>
        before is null || after is null ? [] :
        (from account in after.Accounts.Values
         where before.Accounts.ContainsKey(account.Account)
         from difference in AccessDifference.Of(before.Accounts[account.Account], account, before.KnownActions)
         select KeyValuePair.Create(difference.Arn, AccessCause.Of(difference))).DistinctBy(cause => cause.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);

    /// <summary>The accounts whose verdicts rest on a file that makes no gap in them and is there for one of the reports only.</summary>
    private static IEnumerable<string> Incomparable(AuditReport before, AuditReport after, IEnumerable<AssessedPrincipal> principals)
    {
        if (before.Organization is null != after.Organization is null)
            return principals.Select(assessed => assessed.Principal.Account);
        return before.IsInventoryAbsent != after.IsInventoryAbsent && (after.ManagementAccount ?? before.ManagementAccount) is { } payer ? [payer] : [];
    }

    /// <summary>The accounts of which nobody knows who there is; what else was refused in them says nothing of that.</summary>
    private static IEnumerable<string> UnreadIn(IEnumerable<Gap> gaps) => gaps.Where(gap => gap is { Kind: GapKind.AccountUnread, Part: SnapshotPart.Accounts or SnapshotPart.Organization }).Select(gap => gap.Account).OfType<string>();

    /// <summary>The gaps, whether an earlier run has met them or not.</summary>
    private static Gap[] Timeless(IEnumerable<Gap> gaps) => [.. gaps.Select(gap => gap with { Since = null })];

    /// <summary>The gaps that only one of the two has; the same one further down in a file that has grown is the same.</summary>
    private static HashSet<Gap> Differing(IEnumerable<Gap> before, IEnumerable<Gap> after)
    {
        var (old, current) = (Placeless(before), Placeless(after));
        old.SymmetricExceptWith(current);
        return old;
    }

    private static HashSet<Gap> Placeless(IEnumerable<Gap> gaps) => [.. gaps.Select(gap => gap with { Line = null, Column = null })];

    /// <summary>The accounts of which a file, or part of it, could not be read.</summary>
    private static HashSet<string> AccountsOf(IEnumerable<Gap> gaps, string file) => gaps
        .Where(gap => gap.Kind is GapKind.FileUnreadable or GapKind.Truncated && gap.File?.Contains(file, StringComparison.Ordinal) == true)
        .Select(gap => gap.Account).OfType<string>().ToHashSet(StringComparer.Ordinal);

    /// <summary>True if the finding is about accounts alone that are not compared.</summary>
    private static bool IsOf(Finding finding, HashSet<string> accounts) => finding.Principals.IsEmpty
        ? finding.Draft.Account is { } account && accounts.Contains(account)
        : finding.Principals.All(principal => accounts.Contains(principal.Account));

    private static PrincipalChange Of(string arn, AssessedPrincipal? before, AssessedPrincipal? after)
    {
        var (old, current) = (AccessOf(before), AccessOf(after));
        var actions = old.Keys.Union(current.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(action => new AccessChange(action, old.GetValueOrDefault(action, ActionVerdict.None), current.GetValueOrDefault(action, ActionVerdict.None)))
            .Where(change => !IsSame(change.Before, change.After));
        return new PrincipalChange(arn, (after ?? before)!.Principal.Account, [.. actions]);
    }

    /// <summary>The verdicts but none; in a member account Billing Conductor answers nobody.</summary>
    private static Dictionary<string, ActionVerdict> AccessOf(AssessedPrincipal? assessed)
    {
        if (assessed is null)
            return [];
        var own = assessed.InPayer == false ? [] : ActionMask.Actions.Select((action, index) => KeyValuePair.Create(action.Name, assessed.Access[index]));
        return own.Concat(assessed.OtherAccess).Where(entry => entry.Value.Verdict != Verdict.None).ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);
    }

    private static bool IsSame(ActionVerdict one, ActionVerdict other) =>
        one.Verdict == other.Verdict && one.AllowedResources.SequenceEqual(other.AllowedResources) && one.Keys.SequenceEqual(other.Keys);
}
