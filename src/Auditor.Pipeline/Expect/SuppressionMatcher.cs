using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>Tells what the suppressions leave of findings. Immutable; safe from any thread.</summary>
public sealed class SuppressionMatcher
{
    private readonly ILookup<string, (int Index, Suppression Suppression)> byTarget;
    private readonly DateOnly day;

    /// <param name="suppressions">The configuration's suppressions, in the file's order.</param>
    /// <param name="day">The day of the audit (UTC); a suppression holds up to and including the day it expires.</param>
    public SuppressionMatcher(ImmutableArray<Suppression> suppressions, DateOnly day)
    {
        byTarget = suppressions.Index().ToLookup(entry => entry.Item.Id ?? entry.Item.Rule ?? "", StringComparer.Ordinal);
        this.day = day;
    }

    /// <summary>What is left of one finding.</summary>
    public SuppressionOutcome Apply(SuppressibleFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var named = byTarget[finding.Id].Concat(byTarget[finding.Rule])
            .OrderBy(entry => entry.Index).Select(entry => entry.Suppression)
            .Where(suppression => Names(suppression, finding)).ToList();
        var inTime = named.Where(suppression => day <= suppression.Expires).ToList();
        var valid = inTime.Where(suppression => HasSameEvidence(suppression, finding)).ToImmutableArray();
        var isWhole = valid.Any(suppression => suppression.Principal is null);
        ImmutableArray<string> remaining = isWhole
            ? []
            : [.. finding.Principals.Where(principal => !valid.Any(suppression => Removes(suppression, principal)))];
        return new SuppressionOutcome
        {
            IsSuppressed = isWhole || (!valid.IsEmpty && remaining.IsEmpty),
            RemainingPrincipals = remaining,
            Applied = valid,
            Expired = [.. named.Where(suppression => day > suppression.Expires)],
            Lapsed = [.. inTime.Where(suppression => !HasSameEvidence(suppression, finding))],
        };
    }

    private static bool Names(Suppression suppression, SuppressibleFinding finding) =>
        (suppression.Subject is null || suppression.Subject == finding.Subject || suppression.Subject == finding.SubjectKey)
        && (suppression.Principal is null || finding.Principals.Contains(suppression.Principal, StringComparer.Ordinal));

    private static bool HasSameEvidence(Suppression suppression, SuppressibleFinding finding) =>
        suppression.Evidence is null || string.Equals(suppression.Evidence, finding.EvidenceHash, StringComparison.Ordinal);

    private static bool Removes(Suppression suppression, string principal) =>
        string.Equals(suppression.Principal, principal, StringComparison.Ordinal);
}
