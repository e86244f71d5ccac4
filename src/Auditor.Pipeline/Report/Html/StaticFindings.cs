using System.Globalization;
using System.Text;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The findings' titles as they stand in the page: for readers without scripts, and until the script has drawn its own list.</summary>
internal static class StaticFindings
{
    private const int MostTitles = 100;

    public static string Of(AuditReport report)
    {
        var html = new StringBuilder();
        if (report.Findings.IsEmpty)
            return "<p>No findings.</p>\n";
        html.Append("<ol class=\"titles\">\n");
        foreach (var finding in report.Findings.Take(MostTitles))
            html.Append(CultureInfo.InvariantCulture, $"<li><span class=\"sev {finding.Severity.Word()}\">{finding.Severity.Word()}</span> {HtmlText.Name(finding.Draft.Title)} <small>{HtmlText.Of(finding.Id)}, {finding.Status.Word()}</small></li>\n");
        html.Append("</ol>\n");
        if (report.Findings.Length > MostTitles)
            html.Append(CultureInfo.InvariantCulture, $"<p>and {StaticOverview.Number(report.Findings.Length - MostTitles)} more, which need JavaScript here and stand in the JSON report.</p>\n");
        return html.ToString();
    }
}
