using System.Globalization;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The report as SARIF 2.1.0, for code scanning and editors; locations are the files of the snapshot.</summary>
/// <remarks>Source: OASIS, <see href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html"/>; the limit of results is that of GitHub's code scanning.</remarks>
public static class SarifReport
{
    /// <summary>What is beyond is counted in a notification.</summary>
    internal const int MostResults = 25_000;

    private const int MostNotifications = 1_000;
    private const string Schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

    /// <summary>Writes the report.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new Utf8JsonWriter(output, FormJson.Indented);
        writer.WriteStartObject();
        writer.WriteString("version", "2.1.0");
        writer.WriteString("$schema", Schema);
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        SarifRules.WriteTool(writer, report);
        WriteInvocation(writer, report);
        writer.WriteStartArray("results");
        foreach (var finding in report.Findings.Take(MostResults))
        {
            SarifResult.Write(writer, report, finding);
            writer.FlushSome();
        }

        writer.WriteEndArray();
        // Gaps count columns in characters.
        writer.WriteString("columnKind", "unicodeCodePoints");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteInvocation(Utf8JsonWriter writer, AuditReport report)
    {
        writer.WriteStartArray("invocations");
        writer.WriteStartObject();
        // Without any account nothing was audited; gaps beside what was read are warnings.
        writer.WriteBoolean("executionSuccessful", report.AccountsRead > 0);
        writer.WriteString("endTimeUtc", JsonForm.Moment(report.GeneratedAt));
        writer.WriteStartArray("toolExecutionNotifications");
        foreach (var gap in report.Gaps.Take(MostNotifications))
            WriteGap(writer, report, gap);
        WriteCount(writer, report.Gaps.Length - MostNotifications, "more gap");
        WriteCount(writer, report.Findings.Length - MostResults, "more finding");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteGap(Utf8JsonWriter writer, AuditReport report, Gap gap)
    {
        writer.WriteStartObject();
        writer.WriteString("level", "warning");
        SarifText.WriteMessage(writer, "message", FormText.Of(gap));
        writer.WriteStartObject("descriptor");
        writer.WriteString("id", GapWords.Of(gap.Kind));
        writer.WriteEndObject();
        // What is missing of the organization may be its file.
        if ((gap.File == SnapshotFolder.Organization && report.Files is { } files ? files.Organization : gap.File) is { } file)
            WritePlace(writer, file, gap.Line ?? 0, gap.Column ?? 0);
        writer.WriteEndObject();
    }

    private static void WritePlace(Utf8JsonWriter writer, string file, int line, int column)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        SarifText.WriteArtifact(writer, file);
        if (line > 0)
        {
            writer.WriteStartObject("region");
            writer.WriteNumber("startLine", line);
            if (column > 0)
                writer.WriteNumber("startColumn", column);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void WriteCount(Utf8JsonWriter writer, int count, string noun)
    {
        if (count <= 0)
            return;
        writer.WriteStartObject();
        writer.WriteString("level", "warning");
        SarifText.WriteMessage(writer, "message", string.Create(CultureInfo.InvariantCulture, $"{FormText.Count(count, noun)} in the JSON report"));
        writer.WriteEndObject();
    }
}
