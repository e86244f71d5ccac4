using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The first screen as it stands in the page: it needs no script.</summary>
internal static class StaticOverview
{
    private const int MostNames = 6;
    private const int MostGaps = 3;

    public static string Of(AuditReport report)
    {
        var html = new StringBuilder();
        html.Append("<p class=\"facts\">").Append(Facts(report)).Append("</p>\n");
        foreach (var line in report.WhatIf?.Supposed ?? [])
            html.Append("<p class=\"banner\"><strong>What if:</strong> ").Append(HtmlText.Of(line)).Append("</p>\n");
        html.Append("<div class=\"cards\">\n");
        WriteWho(html, "money", "Who can change money", "create, change or delete billing groups, pricing and custom line items", WhoCan.ChangeMoney(report));
        WriteWho(html, "margins", "Who can see margins", "read what is earned between AWS's price and the price charged on", WhoCan.SeeMargins(report));
        WriteChanges(html, report);
        WriteUnread(html, report);
        html.Append("</div>\n<p class=\"admins\">").Append(Administrators(report)).Append("</p>\n");
        return html.ToString();
    }

    private static string Facts(AuditReport report)
    {
        var facts = new List<string>
        {
            report.ManagementAccount is { } payer ? "Payer <b>" + HtmlText.Of(payer) + "</b>" : "<b>Payer unknown</b>",
            $"as of <b>{report.GeneratedAt.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)} UTC</b>",
            report.Configuration is { } configuration ? "configuration " + HtmlText.Name(configuration) : "no configuration: nobody said who should be able to do what",
            $"{Count(report.PrincipalsRead, "principal")} read, {Number(report.Principals.Length)} listed",
        };
        if (report.Simulator.PrincipalsAsked > 0)
            facts.Add($"AWS's own simulator answered for {Number(report.Simulator.PrincipalsAnswered)}: {Count(report.Simulator.DecisionsCompared, "decision")} compared, {Number(report.Simulator.DecisionsDiffering)} differ");
        return string.Join(" <span aria-hidden=\"true\">·</span> ", facts);
    }

    private static void WriteWho(StringBuilder html, string id, string title, string meaning, WhoCan who)
    {
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"card\" id=\"card-{id}\" aria-labelledby=\"h-{id}\"><h2 id=\"h-{id}\">{title}</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"big\">{Number(who.Certain.Length)}</p><p class=\"meaning\">can {meaning}</p>\n");
        WriteNames(html, who.Certain);
        if (who.Conditional.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"also\">{Number(who.Conditional.Length)} more on conditions</p>\n");
        if (who.Unknown.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"also unknown\">{Number(who.Unknown.Length)} more nobody can tell of: something could not be read</p>\n");
        html.Append("</section>\n");
    }

    private static void WriteNames(StringBuilder html, ImmutableArray<Principal> principals)
    {
        if (principals.IsEmpty)
            return;
        html.Append("<ul class=\"names\">");
        foreach (var principal in principals.Take(MostNames))
            html.Append("<li>").Append(HtmlText.Name(principal.PermissionSet ?? principal.Name)).Append("</li>");
        html.Append("</ul>\n");
        if (principals.Length > MostNames)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"also\">and {Number(principals.Length - MostNames)} more</p>\n");
    }

    private static void WriteChanges(StringBuilder html, AuditReport report)
    {
        html.Append("<section class=\"card\" id=\"card-changes\" aria-labelledby=\"h-changes\"><h2 id=\"h-changes\">Since the last run</h2>\n");
        if (report.History.IsEmpty)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"big\">–</p><p class=\"meaning\">Nothing is remembered of earlier runs{AllAreNew(report.Findings.Count(finding => finding.IsActive))}.</p>\n");
        }
        else
        {
            html.Append("<dl class=\"counts\">");
            foreach (var (word, count) in ((string, int)[])[
                ("new", report.Count(FindingStatus.New)), ("reopened", report.Count(FindingStatus.Reopened)), ("resolved", report.Count(FindingStatus.Resolved)),
                ("open as before", report.Count(FindingStatus.Open)), ("suppressed", report.Count(FindingStatus.Suppressed)), ("suppressions end soon", report.ExpiringSuppressions.Length)])
                html.Append(CultureInfo.InvariantCulture, $"<div><dt>{word}</dt><dd>{Number(count)}</dd></div>");
            html.Append("</dl>\n");
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"also\">the last run spoke for {report.History[^1].GeneratedAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}</p>\n");
        }

        WriteWorst(html, report);
        html.Append("</section>\n");
    }

    private static string AllAreNew(int active) => active switch
    {
        0 => "",
        1 => ", so the one finding counts as new",
        _ => $", so all {Count(active, "finding")} count as new",
    };

    /// <summary>What somebody should look at first.</summary>
    private static void WriteWorst(StringBuilder html, AuditReport report)
    {
        var worst = report.Findings.Where(finding => finding is { IsActive: true, Severity: Severity.High }).OrderBy(finding => finding.Status == FindingStatus.Open)
            .DistinctBy(finding => finding.Draft.Subject.Key, StringComparer.Ordinal).Take(MostGaps).ToArray();
        if (worst.Length == 0)
            return;
        html.Append("<p class=\"also\">First of all:</p><ul class=\"worst\">");
        foreach (var finding in worst)
            html.Append(CultureInfo.InvariantCulture, $"<li data-finding=\"{HtmlText.Of(finding.Id)}\">{HtmlText.Name(PlainText.Shorten(finding.Draft.Title, 70))}</li>");
        html.Append("</ul>\n");
    }

    private static void WriteUnread(StringBuilder html, AuditReport report)
    {
        var isWhole = report.Gaps.IsEmpty && report.AccountsRead >= report.AccountsExpected;
        html.Append(CultureInfo.InvariantCulture, $"<section class=\"card{(isWhole ? "" : " warn")}\" id=\"card-unread\" aria-labelledby=\"h-unread\"><h2 id=\"h-unread\">What could not be read</h2>\n");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"big\">{Number(report.AccountsRead)}<small> of {Number(report.AccountsExpected)}</small></p><p class=\"meaning\">accounts read</p>\n<ul class=\"gaps\">");
        foreach (var group in report.Gaps.GroupBy(gap => (gap.Kind, gap.Permission)).Take(MostGaps))
            html.Append("<li>").Append(Describe([.. group])).Append("</li>");
        html.Append("</ul>\n");
        html.Append(report.Gaps.IsEmpty ? "<p class=\"also\">Nothing that was looked for is missing.</p>" : $"<p class=\"also\">{Count(report.Gaps.Length, "gap")} in all; what they hide is “unknown”, never “none”</p>").Append("\n</section>\n");
    }

    /// <summary>What one kind of gap concerns, e.g. <c>3 denied: …</c>.</summary>
    private static string Describe(Gap[] gaps)
    {
        var permission = gaps[0].Permission;
        var names = gaps.Select(gap => gap.Account ?? gap.What).Distinct(StringComparer.Ordinal).ToArray();
        var some = string.Join(", ", names.Take(MostGaps).Select(name => HtmlText.Name(PlainText.Shorten(name, 40)))) + (names.Length > MostGaps ? $" and {Number(names.Length - MostGaps)} more" : "");
        return permission is null
            ? $"<b>{Number(gaps.Length)}</b> {HtmlText.Of(GapWords.Title(gaps).ToLowerInvariant())}: {some}"
            : $"<b>{Number(gaps.Length)}</b> denied: {some} <small>({HtmlText.Name(permission)})</small>";
    }

    private static string Administrators(AuditReport report) =>
        $"{Count(report.Administrators, "administrator")} can do everything, {Number(report.AdministratorsInPayer)} of them in the payer; they are not in these counts."
        + (report.BroadGrantsInMemberAccounts > 0
            ? $" {Count(report.BroadGrantsInMemberAccounts, "principal")} of member accounts {(report.BroadGrantsInMemberAccounts == 1 ? "holds" : "hold")} broad grants, which are of no use there."
            : "");

    public static string Count(int count, string noun) => count == 1 ? "1 " + noun : $"{Number(count)} {noun}s";

    public static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
