using System.Text.Json;
using Auditor.Function.Answers;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;

namespace Auditor.Function.Runs;

/// <summary>What a run answers (schema/response.schema.json).</summary>
internal static class RunAnswer
{
    /// <summary>The answer of a run that has ended, without its report.</summary>
    public static byte[] Ended(RunRecord run, int part, AuditReport report, Digest digest, PublishResult published, IEnumerable<string> notes) => AnswerJson.Write(writer =>
    {
        WriteHead(writer, run, digest.Status.Word(), part);
        writer.WriteNumber("accountsExpected", report.AccountsExpected);
        writer.WriteNumber("accountsRead", report.AccountsRead);
        writer.WriteStartObject("findings");
        foreach (var severity in (Severity[])[Severity.High, Severity.Medium, Severity.Low])
            writer.WriteNumber(severity.Word(), report.Count(severity));
        writer.WriteEndObject();
        writer.WriteNumber("gaps", report.Gaps.Length);
        writer.WriteString("reportUri", published.ReportUri);
        writer.WriteString("publication", Word(published.Outcome));
        writer.WriteString("messageId", published.MessageId);
        WriteNotes(writer, notes);
    });

    /// <summary>The answer of an invocation after which others go on.</summary>
    public static byte[] Continuing(RunRecord run, int part, int? accountsExpected, int accountsRead, string reportUri, string note) => AnswerJson.Write(writer =>
    {
        WriteHead(writer, run, "continuing", part);
        if (accountsExpected is { } expected)
            writer.WriteNumber("accountsExpected", expected);
        else
            writer.WriteNull("accountsExpected");
        writer.WriteNumber("accountsRead", accountsRead);
        writer.WriteNull("findings");
        writer.WriteNull("gaps");
        writer.WriteString("reportUri", reportUri);
        writer.WriteNull("publication");
        writer.WriteNull("messageId");
        WriteNotes(writer, [note]);
    });

    /// <summary>An answer with its report in it, if both together are not too large; else the report is where <c>reportUri</c> says.</summary>
    public static byte[] With(ReadOnlyMemory<byte> answer, ReadOnlyMemory<byte>? report)
    {
        using var head = JsonDocument.Parse(answer);
        return AnswerJson.Write(writer =>
        {
            foreach (var member in head.RootElement.EnumerateObject())
                member.WriteTo(writer);
            writer.WritePropertyName("report");
            if (report is { } json && answer.Length + json.Length <= PayloadLimit.Bytes)
                WriteCompact(writer, json);
            else
                writer.WriteNullValue();
        });
    }

    private static void WriteCompact(Utf8JsonWriter writer, ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        document.RootElement.WriteTo(writer);
    }

    private static void WriteHead(Utf8JsonWriter writer, RunRecord run, string status, int part)
    {
        writer.WriteString("runId", run.RunId);
        writer.WriteString("status", status);
        writer.WriteString("generatedAt", RunRecords.Moment(run.StartedAt));
        writer.WriteNumber("part", part);
    }

    private static void WriteNotes(Utf8JsonWriter writer, IEnumerable<string> notes)
    {
        writer.WriteStartArray("notes");
        foreach (var note in notes)
            writer.WriteStringValue(note);
        writer.WriteEndArray();
    }

    private static string Word(PublishOutcome outcome) => outcome switch
    {
        PublishOutcome.Published => "published",
        PublishOutcome.AlreadyPublished => "alreadyPublished",
        PublishOutcome.PublishedElsewhere => "publishedElsewhere",
        PublishOutcome.NothingNew => "nothingNew",
        _ => "storedOnly",
    };
}
