using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Report;

/// <summary>A question that everybody asks first, and its answer.</summary>
/// <param name="Question">The question without a question mark.</param>
/// <param name="Answer">One line.</param>
public sealed record FirstAnswer(string Question, string Answer);

/// <summary>What every form for people begins with: who can change money, who can see margins, what changed, and what could not be read.</summary>
public static class FirstAnswers
{
    private const int MostNames = 5;
    private const int LongestName = 64;

    /// <summary>The four answers of a report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="show">Makes a foreign name safe to show where the answers go.</param>
    public static ImmutableArray<FirstAnswer> Of(AuditReport report, Func<string, string> show)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(show);
        return
        [
            new("Who can change money", Who(WhoCan.ChangeMoney(report), report, show)),
            new("Who can see margins", Who(WhoCan.SeeMargins(report), report, show)),
            new("What changed", Changes(report)),
            new("What could not be read", Unread(report)),
        ];
    }

    private static string Who(WhoCan who, AuditReport report, Func<string, string> show)
    {
        if (report.AccountsRead == 0)
            return "nobody can tell: no account could be read";
        var besides = report.Administrators == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" besides {Count(report.Administrators, "administrator")} ({report.AdministratorsInPayer} in the payer)");
        // The numbers before the names: what is short of room loses its end.
        var answer = (who.Certain.IsEmpty ? "nobody" : Count(who.Certain.Length, "principal")) + besides;
        if (!who.Conditional.IsEmpty)
            answer += string.Create(CultureInfo.InvariantCulture, $", {who.Conditional.Length} more under conditions");
        if (!who.Unknown.IsEmpty)
            answer += string.Create(CultureInfo.InvariantCulture, $", of {who.Unknown.Length} more nobody can tell");
        string[] names =
        [
            .. who.Certain.IsEmpty ? (string[])[] : [Names(who.Certain, show)],
            .. who.Conditional.IsEmpty ? (string[])[] : ["under conditions " + Names(who.Conditional, show)],
            .. who.Unknown.IsEmpty ? (string[])[] : ["perhaps " + Names(who.Unknown, show)],
        ];
        return names.Length == 0 ? answer : $"{answer}: {string.Join("; ", names)}";
    }

    /// <summary>Some names; several principals may share one, in different paths or accounts.</summary>
    private static string Names(ImmutableArray<Principal> principals, Func<string, string> show)
    {
        var names = principals.Select(principal => principal.DisplayName).Distinct(StringComparer.Ordinal).Take(MostNames).ToArray();
        var some = string.Join(", ", names.Select(name => show(PlainText.Shorten(name, LongestName))));
        return principals.Length > names.Length ? string.Create(CultureInfo.InvariantCulture, $"{some} and {principals.Length - names.Length} more") : some;
    }

    private static string Changes(AuditReport report)
    {
        if (report.History.IsEmpty && report.Findings.All(finding => finding.Status is FindingStatus.New or FindingStatus.Suppressed))
            return "nothing is remembered of earlier runs, so every finding counts as new";
        var since = report.History.IsEmpty
            ? "since the last run"
            : string.Create(CultureInfo.InvariantCulture, $"since {report.History[^1].GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{since} {report.Count(FindingStatus.New)} new, {report.Count(FindingStatus.Reopened)} reopened, {report.Count(FindingStatus.Resolved)} resolved; "
            + $"{report.Count(FindingStatus.Open)} open as before, {report.Count(FindingStatus.Suppressed)} suppressed");
    }

    private static string Unread(AuditReport report)
    {
        var unread = Math.Max(0, report.AccountsExpected - report.AccountsRead);
        if (report.Gaps.IsEmpty && unread == 0)
            return $"nothing: {Count(report.AccountsRead, "account")} and {Count(report.PrincipalsRead, "principal")} were read";
        var accounts = unread == 0 ? "no whole account" : string.Create(CultureInfo.InvariantCulture, $"{unread} of {Count(report.AccountsExpected, "account")}");
        return $"{accounts}; {Count(report.Gaps.Length, "gap")} in all, so what is not reported may still be there";
    }

    private static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");
}
