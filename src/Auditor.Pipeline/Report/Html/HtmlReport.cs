using System.Text;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Writes the report as one page that asks nothing of any network: for people, offline, under two megabytes.</summary>
public static class HtmlReport
{
    /// <summary>A page has at most this many bytes; what does not fit is counted, and the page says so.</summary>
    public const int MostBytes = 2_000_000;

    /// <summary>Lengths are known only after a piece is written: the last piece of each list may go over.</summary>
    private const int Margin = 40_000;

    /// <summary>Writes the page. The same report gives the same bytes.</summary>
    public static void Write(AuditReport report, Stream output) => Write(report, output, MostBytes);

    /// <summary>Writes the page within a limit.</summary>
    /// <param name="report">What to show.</param>
    /// <param name="output">Where to.</param>
    /// <param name="mostBytes">How many bytes the page may have; what the page itself takes is always there.</param>
    internal static void Write(AuditReport report, Stream output, int mostBytes)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var overview = StaticOverview.Of(report);
        var findings = StaticFindings.Of(report);
        var page = ((string[])[PagePart.Html.Text, PagePart.Style.Text, PagePart.Script.Text, overview, findings]).Sum(Encoding.UTF8.GetByteCount);
        using var data = new PageData(mostBytes - Margin - page);
        new ReportData(report, data).Fill();
        WritePage(report, output, overview, findings, data);
    }

    private static void WritePage(AuditReport report, Stream output, string overview, string findings, PageData data)
    {
        // Names with half of a surrogate pair are marked before they come here; the encoding must not throw all the same.
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        foreach (var piece in PagePart.Html.Text.Split("{{"))
        {
            var end = piece.IndexOf("}}", StringComparison.Ordinal);
            if (end >= 0 && piece[..end] == "data")
            {
                writer.Flush();
                data.Write(output);
            }
            else if (end >= 0)
            {
                writer.Write(Part(piece[..end], report, overview, findings));
            }

            writer.Write(piece[(end < 0 ? 0 : end + 2)..]);
        }
    }

    private static string Part(string name, AuditReport report, string overview, string findings) => name switch
    {
        "policy" => $"default-src 'none'; script-src {PagePart.Script.Hash}; style-src {PagePart.Style.Hash}; base-uri 'none'; form-action 'none'",
        "style" => PagePart.Style.Text,
        "script" => PagePart.Script.Text,
        "title" => HtmlText.Of($"Billing Conductor access audit, {report.GeneratedAt.UtcDateTime:yyyy-MM-dd}{(report.ManagementAccount is { } payer ? ", payer " + payer : "")}"),
        "overview" => overview,
        "findings" => findings,
        _ => throw new InvalidOperationException($"the page has no part `{name}`"),
    };
}
