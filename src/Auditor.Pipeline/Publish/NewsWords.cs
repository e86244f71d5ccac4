using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Publish;

/// <summary>What changed since the run before, in words.</summary>
internal static class NewsWords
{
    /// <summary>More findings of one rule than these are a storm, of which some are shown and the others counted.</summary>
    private const int MostOfOneRule = 10;

    private const int ShownOfStorm = MostOfOneRule;

    /// <summary>How many findings came, came back, went, or concern others than before; what ends soon, and what could newly not be read.</summary>
    public static string Changes(Digest digest)
    {
        var changed = digest.Count(FindingStatus.Open);
        string?[] parts =
        [
            Part(digest.Count(FindingStatus.New), "new"),
            Part(digest.Count(FindingStatus.Reopened), "reopened"),
            Part(digest.Count(FindingStatus.Resolved), "resolved"),
            changed == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{changed} about other principals than before"),
            digest.Expiring.IsEmpty ? null : DigestWords.Count(digest.Expiring.Length, "suppression") + " to end within 14 days",
            digest.NewGaps == 0 ? null : DigestWords.Count(digest.NewGaps, "new gap"),
        ];
        var said = string.Join(", ", parts.OfType<string>());
        return said.Length == 0 ? "nothing has changed" : said;
    }

    /// <summary>What is new about one finding; empty where everything about it is.</summary>
    public static string About(Finding finding)
    {
        var more = finding.Principals.Count(principal => principal.Since is null);
        return finding.Status switch
        {
            FindingStatus.Reopened or FindingStatus.Resolved => finding.Status.Word(),
            FindingStatus.Open => string.Join(", ", ((string?[])[Part(more, "more"), Part(finding.PrincipalsRemoved.Length, "fewer")]).OfType<string>()),
            _ => "",
        };
    }

    /// <summary>The findings to show, and of rules with a storm how many are not shown.</summary>
    public static (ImmutableArray<Finding> Shown, ImmutableArray<(string Rule, int Count)> Folded) Fold(ImmutableArray<Finding> findings)
    {
        var storms = findings.CountBy(finding => finding.Rule, StringComparer.Ordinal).Where(rule => rule.Value > MostOfOneRule).Select(rule => rule.Key).ToHashSet(StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        ImmutableArray<Finding> shown =
        [
            .. findings.Where(finding =>
            {
                seen[finding.Rule] = seen.GetValueOrDefault(finding.Rule) + 1;
                return !storms.Contains(finding.Rule) || seen[finding.Rule] <= ShownOfStorm;
            }),
        ];
        return (shown, [.. storms.Order(StringComparer.Ordinal).Select(rule => (rule, seen[rule] - ShownOfStorm))]);
    }

    private static string? Part(int count, string word) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {word}");
}
