using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>Writes a digest as JSON for programs (schema/digest.schema.json).</summary>
public static class JsonDigest
{
    /// <summary>The digest as UTF-8, on one line. The same digest gives the same bytes.</summary>
    public static byte[] Write(Digest digest, DigestDetail detail)
    {
        ArgumentNullException.ThrowIfNull(digest);
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(writer, digest, detail);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Digest digest, DigestDetail detail)
    {
        var report = digest.Report;
        var hasFindings = detail == DigestDetail.Everything;
        var hasLists = detail != DigestDetail.CountsOnly;
        writer.WriteStartObject();
        JsonReport.WriteHead(writer, report);
        writer.WriteString("runId", digest.RunId);
        writer.WriteString("owner", digest.Owner);
        writer.WriteString("status", digest.Status.Word());
        writer.WriteString("reportUri", digest.ReportUri);
        JsonReport.WriteSummary(writer, report);
        JsonForm.WriteList(writer, "findings", hasFindings ? digest.Findings : [], (to, finding) => JsonFinding.Write(to, finding, report.GeneratedAt));
        JsonForm.WriteList(writer, "gaps", hasLists ? report.Gaps : [], (to, gap) => JsonReport.WriteGap(to, gap, report.GeneratedAt));
        JsonForm.WriteTexts(writer, "notes", hasLists ? report.Notes : []);
        JsonForm.WriteList(writer, "expiringSuppressions", hasLists ? digest.Expiring : [], JsonFinding.WriteExpiring);
        writer.WriteStartObject("leftOut");
        WriteCount(writer, "findings", digest.Findings, hasFindings);
        WriteCount(writer, "gaps", report.Gaps, hasLists);
        WriteCount(writer, "notes", report.Notes, hasLists);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteCount<T>(Utf8JsonWriter writer, string name, ImmutableArray<T> items, bool isWritten) =>
        writer.WriteNumber(name, isWritten ? 0 : items.Length);
}
