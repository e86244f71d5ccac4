using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Suppressions that end soon, or have ended.</summary>
internal static class SuppressionEnd
{
    /// <summary>So many days ahead an end is announced.</summary>
    public const int DaysAhead = 14;

    // Found only in a sample of the requests.
    private const string WitnessDisagrees = "BCA902";

    /// <summary>What makes an end another one: prolonged, a suppression is announced again.</summary>
    public static string KeyOf(Suppression suppression) =>
        string.Join('\u001F', suppression.Id, suppression.Rule, suppression.Subject, suppression.Principal, Day(suppression.Expires));

    /// <summary>The suppressions in force that end within the next days, by the day they end.</summary>
    /// <param name="findings">The run's findings.</param>
    /// <param name="today">The day of the run.</param>
    /// <param name="announced">Those that earlier runs told.</param>
    public static ImmutableArray<ExpiringSuppression> Soon(IEnumerable<Finding> findings, DateOnly today, ImmutableSortedSet<string> announced) =>
    [
        .. findings.SelectMany(finding => finding.Suppressions.Select(suppression => (Suppression: suppression, finding.Id)))
            .Where(one => one.Suppression.Expires <= today.AddDays(DaysAhead))
            .GroupBy(one => one.Suppression)
            .Select(group => new ExpiringSuppression(group.Key, [.. group.Select(one => one.Id)], announced.Contains(KeyOf(group.Key))))
            .OrderBy(expiring => expiring.Suppression.Expires).ThenBy(expiring => KeyOf(expiring.Suppression), StringComparer.Ordinal),
    ];

    /// <summary>What need not be announced again: what has been, now or before, as long as it stands in the configuration.</summary>
    public static ImmutableSortedSet<string> Announced(ImmutableArray<ExpiringSuppression> now, Configuration? configuration, ImmutableSortedSet<string> before) =>
        (configuration is null ? before : before.Intersect(configuration.Suppressions.Select(KeyOf))).Union(now.Select(expiring => KeyOf(expiring.Suppression)));

    /// <summary>Why a finding that somebody had accepted is told again.</summary>
    public static IEnumerable<string> Notes(string findingId, SuppressionOutcome outcome)
    {
        foreach (var suppression in outcome.Expired)
            yield return $"the suppression of {findingId} by {suppression.Owner} ended on {Day(suppression.Expires)}";
        foreach (var suppression in outcome.Lapsed)
            yield return $"the suppression of {findingId} by {suppression.Owner} does not hold any more: what the finding rests on has changed";
    }

    /// <summary>Suppressions that name no finding: of a rule that there is not, and, where everything could be read, of what is mended or misspelled.</summary>
    /// <param name="facts">The run's facts.</param>
    /// <param name="fitting">The suppressions that named a finding.</param>
    public static IEnumerable<string> Unfitting(AuditFacts facts, IReadOnlySet<Suppression> fitting)
    {
        foreach (var suppression in (facts.Configuration?.Suppressions ?? []).Where(suppression => !fitting.Contains(suppression)))
        {
            var rule = suppression.Rule ?? suppression.Id![..suppression.Id!.IndexOf('-', StringComparison.Ordinal)];
            if (FindingRules.Find(rule) is null)
                yield return $"the suppression of {NameOf(suppression)} by {suppression.Owner} accepts nothing: there is no rule {rule}";
            // What comes and goes with a run's questions is not misspelled because it is not here today.
            else if (facts.Gaps.IsEmpty && !FindingRules.IsEvent(rule) && rule != WitnessDisagrees)
                yield return $"the suppression of {NameOf(suppression)} by {suppression.Owner} accepts nothing: there is no such finding";
        }
    }

    private static string NameOf(Suppression suppression) => suppression.Id ?? $"{suppression.Rule} {suppression.Principal ?? suppression.Subject}";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
