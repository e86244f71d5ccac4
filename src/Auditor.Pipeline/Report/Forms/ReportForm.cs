using System.Collections.Immutable;
using Auditor.Pipeline.Report.Html;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>A form in which a report can be written. Each is a projection of the same report: the same ids, the same counts.</summary>
/// <param name="Name">Its name on the command line.</param>
/// <param name="Write">Writes the report; the same report gives the same bytes.</param>
public sealed record ReportForm(string Name, Action<AuditReport, Stream> Write)
{
    /// <summary>Every form, in the order in which docs/formats.md lists them.</summary>
    public static ImmutableArray<ReportForm> All { get; } =
    [
        new("json", JsonReport.Write),
        new("markdown", MarkdownReport.Write),
        new("csv-access", CsvAccess.Write),
        new("csv-findings", CsvFindings.Write),
        new("sarif", SarifReport.Write),
        new("ocsf", OcsfReport.Write),
        new("asff", AsffReport.Write),
        new("junit", JunitReport.Write),
        new("html", HtmlReport.Write),
    ];

    /// <summary>The form with this name, or null.</summary>
    public static ReportForm? Find(string? name) => All.FirstOrDefault(form => string.Equals(form.Name, name, StringComparison.Ordinal));
}
