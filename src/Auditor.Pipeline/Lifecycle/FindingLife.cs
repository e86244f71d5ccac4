using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Gives the findings of a run their place in life: what is new, what is known, what has gone, and what is accepted.</summary>
internal sealed class FindingLife
{
    private readonly AuditFacts facts;
    private readonly RunMemory? before;
    private readonly RunCoverage? coverage;
    private readonly SuppressionMatcher suppressions;
    private readonly OwnerResolver owners;
    private readonly Dictionary<string, RememberedFinding> remembered = new(StringComparer.Ordinal);
    private readonly List<string> notes = [];
    private readonly HashSet<Suppression> fitting = [];

    public FindingLife(AuditFacts facts)
    {
        this.facts = facts;
        before = facts.Before;
        coverage = before is null ? null : new RunCoverage(facts, before);
        suppressions = new SuppressionMatcher(facts.Configuration?.Suppressions ?? [], DateOnly.FromDateTime(facts.AsOf.UtcDateTime));
        owners = new OwnerResolver(facts);
    }

    /// <summary>Why findings that somebody had accepted are told again, and which suppressions accept nothing.</summary>
    public ImmutableArray<string> Notes => [.. notes.Distinct(StringComparer.Ordinal), .. SuppressionEnd.Unfitting(facts, fitting)];

    /// <summary>What the next run must know of the findings.</summary>
    public ImmutableSortedDictionary<string, RememberedFinding> Remembered => remembered.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>The findings with their status: those of this run, those that it could not look at, then those that are resolved.</summary>
    public ImmutableArray<Finding> Of(ImmutableArray<Finding> found)
    {
        var current = found.Select(Judge).ToArray();
        var ids = found.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);
        var missed = (facts.IsOvertaken ? [] : before?.Findings.Values ?? []).Where(earlier => !ids.Contains(earlier.Id)).ToArray();
        var unseen = missed.Where(earlier => earlier.Status != FindingStatus.Resolved && !coverage!.Covers(earlier)).Select(KeepOpen).ToArray();
        var resolved = missed.Where(earlier => !remembered.ContainsKey(earlier.Id)).Select(Resolve).OfType<Finding>().ToArray();
        return [.. FindingAssembler.Ordered(current.Concat(unseen)), .. FindingAssembler.Ordered(resolved)];
    }

    private Finding Judge(Finding finding)
    {
        var earlier = before?.Findings.GetValueOrDefault(finding.Id);
        var since = earlier is null || (earlier.Status == FindingStatus.Resolved && !facts.IsOvertaken) ? [] : earlier.Principals.DistinctBy(known => known.Key, StringComparer.Ordinal).ToDictionary(known => known.Key, known => known.Since, StringComparer.Ordinal);
        var everybody = Lived(finding.Principals, since);
        var judged = Accepted(finding with { FirstSeen = earlier?.FirstSeen, PrincipalsRemoved = Removed(earlier, everybody) }, everybody, earlier);
        if (!FindingRules.IsEvent(finding.Rule))
            remembered[finding.Id] = RememberedFinding.Of(judged, WithUnmet(earlier, Marked(everybody, judged)), facts.AsOf);
        return judged;
    }

    /// <summary>The finding with its status, without those for whom auditor.json accepts it.</summary>
    private Finding Accepted(Finding finding, ImmutableArray<FindingPrincipal> everybody, RememberedFinding? earlier)
    {
        var outcome = suppressions.Apply(new SuppressibleFinding(
            finding.Id, finding.Rule, finding.Draft.Subject.DisplayId, finding.EvidenceHash, [.. everybody.Select(principal => principal.Arn)], finding.Draft.Subject.Key));
        fitting.UnionWith([.. outcome.Applied, .. outcome.Expired, .. outcome.Lapsed]);
        notes.AddRange(SuppressionEnd.Notes(finding.Id, outcome));
        var remaining = outcome.RemainingPrincipals.ToHashSet(StringComparer.Ordinal);
        var visible = outcome.IsSuppressed || outcome.Applied.IsEmpty ? everybody : [.. everybody.Where(principal => remaining.Contains(principal.Arn))];
        return finding with { Status = StatusOf(outcome.IsSuppressed, earlier, visible), Principals = visible, Suppressions = outcome.Applied };
    }

    /// <summary>Everybody, with the mark of those whom a suppression leaves out.</summary>
    private static ImmutableArray<FindingPrincipal> Marked(ImmutableArray<FindingPrincipal> everybody, Finding judged)
    {
        if (judged.Principals.Length == everybody.Length && !everybody.Any(principal => principal.IsLeftOut))
            return everybody;
        var visible = judged.Principals.Select(principal => principal.Arn).ToHashSet(StringComparer.Ordinal);
        return [.. everybody.Select(principal => principal with { IsLeftOut = !visible.Contains(principal.Arn) })];
    }

    /// <summary>The principals with their owners and since when they are among them; the same ones where nothing of it is known, for there may be a million.</summary>
    private ImmutableArray<FindingPrincipal> Lived(ImmutableArray<FindingPrincipal> principals, Dictionary<string, DateTimeOffset?> since)
    {
        var lived = ImmutableArray.CreateBuilder<FindingPrincipal>(principals.Length);
        var isSame = true;
        foreach (var principal in principals)
        {
            var owned = owners.Of(principal);
            if (since.Count > 0 && since.GetValueOrDefault(principal.Key) is { } moment)
                owned = owned with { Since = moment };
            isSame &= ReferenceEquals(owned, principal);
            lived.Add(owned);
        }

        return isSame ? principals : lived.MoveToImmutable();
    }

    private ImmutableArray<FindingPrincipal> WithUnmet(RememberedFinding? earlier, ImmutableArray<FindingPrincipal> everybody)
    {
        var unmet = Unmet(earlier, everybody).ToArray();
        return unmet.Length == 0 ? everybody : [.. everybody.Concat(unmet).OrderBy(principal => principal.Arn, StringComparer.Ordinal)];
    }

    private FindingStatus StatusOf(bool isSuppressed, RememberedFinding? earlier, ImmutableArray<FindingPrincipal> visible) => (isSuppressed, earlier?.Status) switch
    {
        (true, _) => FindingStatus.Suppressed,
        (false, null) => FindingStatus.New,
        _ when facts.IsOvertaken => FindingStatus.Open,
        (false, FindingStatus.Resolved or FindingStatus.Suppressed) => FindingStatus.Reopened,
        _ => earlier!.Principals.Where(known => known.IsLeftOut).IntersectBy(visible.Select(principal => principal.Key), known => known.Key, StringComparer.Ordinal).Any()
            ? FindingStatus.Reopened
            : FindingStatus.Open,
    };

    private ImmutableArray<FindingPrincipal> Removed(RememberedFinding? earlier, ImmutableArray<FindingPrincipal> now) => earlier is null or { Status: FindingStatus.Resolved }
        || facts.IsOvertaken
        ? []
        : [.. Gone(earlier, now).Where(principal => coverage!.Covers(principal, earlier)).OrderBy(principal => principal.Arn, StringComparer.Ordinal)];

    /// <summary>Principals of the finding that this run has not met because it could not look: they are still among them.</summary>
    private IEnumerable<FindingPrincipal> Unmet(RememberedFinding? earlier, ImmutableArray<FindingPrincipal> now) => earlier is null or { Status: FindingStatus.Resolved }
        ? []
        : Gone(earlier, now).Where(principal => !coverage!.Covers(principal, earlier)).Select(principal => principal with { UnseenSince = principal.UnseenSince ?? earlier.UnseenSince ?? facts.AsOf });

    private static IEnumerable<FindingPrincipal> Gone(RememberedFinding earlier, ImmutableArray<FindingPrincipal> now) =>
        earlier.Principals.ExceptBy(now.Select(present => present.Key), principal => principal.Key, StringComparer.Ordinal);

    private Finding KeepOpen(RememberedFinding earlier)
    {
        var kept = Accepted(earlier.ToFinding(earlier.Status), earlier.Principals, earlier);
        remembered[earlier.Id] = earlier with { Status = kept.IsActive ? FindingStatus.Open : kept.Status, UnseenSince = earlier.UnseenSince ?? facts.AsOf, Principals = Marked(earlier.Principals, kept) };
        return kept;
    }

    /// <summary>What was resolved before is kept in mind, and not told again.</summary>
    private Finding? Resolve(RememberedFinding earlier)
    {
        remembered[earlier.Id] = earlier with { Status = FindingStatus.Resolved };
        return earlier.Status == FindingStatus.Resolved ? null : earlier.ToFinding(FindingStatus.Resolved);
    }
}
