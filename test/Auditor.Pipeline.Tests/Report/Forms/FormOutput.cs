using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Forms;
using Microsoft.VisualBasic.FileIO;

namespace Auditor.Pipeline.Tests.Report.Forms;

/// <summary>What a form says, read by a reader of its kind.</summary>
internal static class FormOutput
{
    /// <summary>The text of a form; not valid UTF-8 is an error.</summary>
    public static string Of(string form, AuditReport report) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Bytes(form, report));

    public static byte[] Bytes(string form, AuditReport report)
    {
        using var output = new MemoryStream();
        ReportForm.Find(form)!.Write(report, output);
        return output.ToArray();
    }

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    /// <summary>One JSON object a line.</summary>
    public static ImmutableArray<JsonElement> JsonLines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Json)];

    /// <summary>The rows by the names of the first one, as the platform's own reader sees them.</summary>
    public static ImmutableArray<Dictionary<string, string>> Csv(string text)
    {
        using var reader = new TextFieldParser(new StringReader(text.TrimStart('\uFEFF'))) { Delimiters = [","], HasFieldsEnclosedInQuotes = true, TrimWhiteSpace = false };
        var names = reader.ReadFields()!;
        var rows = ImmutableArray.CreateBuilder<Dictionary<string, string>>();
        while (reader.ReadFields() is { } fields)
        {
            Assert.Equal(names.Length, fields.Length);
            rows.Add(names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
        }

        return rows.ToImmutable();
    }

    /// <summary>The ids of findings that a form tells, with its own word for their status.</summary>
    public static (string Id, string Status)[] Findings(string form, AuditReport report)
    {
        var text = Of(form, report);
        return form switch
        {
            "json" => [.. Json(text).GetProperty("findings").EnumerateArray().Select(finding => (Text(finding, "id"), Text(finding, "status")))],
            "csv-findings" => [.. Csv(text).Select(row => (row["id"], row["status"]))],
            "sarif" => [.. SarifResults(text).Select(result => (Text(result.GetProperty("partialFingerprints"), "auditorFindingId/v1"), Text(result.GetProperty("properties"), "status")))],
            "ocsf" => [.. JsonLines(text).Select(entry => (Text(entry.GetProperty("finding_info"), "uid"), Text(entry.GetProperty("unmapped"), "status")))],
            "asff" => [.. Json(text).EnumerateArray().Select(finding => finding.GetProperty("ProductFields")).Select(fields => (Text(fields, "auditor/FindingId"), Text(fields, "auditor/Status")))],
            "junit" => [.. JunitCases(text).Where(item => item.Name.StartsWith("BCA", StringComparison.Ordinal)).Select(item => (item.Name.Split(' ')[0], item.Status))],
            "markdown" => [.. text.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains("[BCA", StringComparison.Ordinal)).Select(MarkdownRow)],
            "html" => HtmlFindings(text),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "lists no findings"),
        };
    }

    public static IEnumerable<JsonElement> SarifResults(string text) => Json(text).GetProperty("runs")[0].GetProperty("results").EnumerateArray();

    /// <summary>The page's data has rows with the id first and the status fourth, as a number of a text.</summary>
    private static (string Id, string Status)[] HtmlFindings(string text)
    {
        const string open = "id=\"data\">";
        var start = text.IndexOf(open, StringComparison.Ordinal) + open.Length;
        var data = Json(text[start..text.IndexOf("</script>", start, StringComparison.Ordinal)]);
        return [.. data.GetProperty("findings").EnumerateArray().Select(row => (row[0].GetString()!, data.GetProperty("texts")[row[3].GetInt32()].GetString()!))];
    }

    private static (string Id, string Status) MarkdownRow(string line)
    {
        var cells = line.Split('|', StringSplitOptions.TrimEntries);
        return (cells[3][1..cells[3].IndexOf(']', StringComparison.Ordinal)], cells[2]);
    }

    private static IEnumerable<(string Name, string Status)> JunitCases(string text) =>
        XDocument.Parse(text).Descendants("testcase").Select(item => (item.Attribute("name")!.Value, item switch
        {
            _ when item.Element("failure") is { } failure => failure.Attribute("type")!.Value.Split(' ')[1],
            _ when item.Element("skipped") is not null => "suppressed",
            _ => "resolved",
        }));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
