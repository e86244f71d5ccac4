using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>
/// A digest as a custom notification of Amazon Q Developer in chat applications, for Slack and Teams. Its lengths are AWS's limits; lines that do not fit are counted.
/// </summary>
/// <remarks>
/// Source: Amazon Q Developer in chat applications Administrator Guide, custom notifications,
/// <see href="https://docs.aws.amazon.com/chatbot/latest/adminguide/custom-notifs.html"/>.
/// </remarks>
internal static class ChatNotification
{
    private const int LongestTitle = 250;
    private const int LongestDescription = 8_000;
    internal const int LongestStep = 350;
    private const int LongestKeyword = 75;
    private const int MostKeywords = 10;
    internal const int LongestFinding = 300;

    /// <summary>Room for the last line, which counts what is not shown.</summary>
    private const int ReservedForCount = 80;

    public static string Of(Digest digest)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("version", "1.0");
            writer.WriteString("source", "custom");
            writer.WriteString("id", digest.RunId);
            WriteContent(writer, digest);
            WriteMetadata(writer, digest);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static void WriteContent(Utf8JsonWriter writer, Digest digest)
    {
        writer.WriteStartObject("content");
        writer.WriteString("textType", "client-markdown");
        writer.WriteString("title", PlainText.Shorten(NotificationComposer.Subject(digest), LongestTitle));
        writer.WriteString("description", Description(digest));
        writer.WriteStartArray("nextSteps");
        writer.WriteStringValue(NextStep(digest));
        writer.WriteEndArray();
        writer.WriteStartArray("keywords");
        foreach (var rule in digest.Findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).Take(MostKeywords))
            writer.WriteStringValue(PlainText.Shorten(rule, LongestKeyword));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter writer, Digest digest)
    {
        writer.WriteStartObject("metadata");
        // A thread a run: the channel shows one line, and the rest stands below it.
        writer.WriteString("threadId", digest.RunId);
        writer.WriteString("summary", PlainText.Shorten(NotificationComposer.Subject(digest), LongestTitle));
        writer.WriteString("eventType", "auditor.digest");
        writer.WriteStartObject("additionalContext");
        writer.WriteString("status", digest.Status.Word());
        writer.WriteString("severity", digest.HighestSeverity?.Word() ?? "none");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static string Description(Digest digest)
    {
        var text = new StringBuilder();
        foreach (var line in DigestWords.WhatMatters(digest, ChatMarkdown.Code))
            text.Append(line).Append('\n');
        var shown = 0;
        foreach (var line in NewsWords.Fold(digest.Findings).Shown.Select(Line).TakeWhile(line => text.Length + line.Length < LongestDescription - ReservedForCount))
        {
            text.Append('\n').Append(line);
            shown++;
        }

        if (shown < digest.Findings.Length)
            text.Append("\nand ").Append(DigestWords.Count(digest.Findings.Length - shown, "more finding")).Append(" in the report");
        return text.ToString();
    }

    private static string Line(Finding finding) =>
        $"{finding.Severity.Word()} {finding.Rule}{(NewsWords.About(finding) is { Length: > 0 } news ? $" ({news})" : "")}: {ChatMarkdown.Code(PlainText.Shorten(finding.Draft.Title, LongestFinding))}";

    private static string NextStep(Digest digest)
    {
        var step = "Read the whole report: " + ChatMarkdown.Code(digest.ReportUri);
        return step.Length <= LongestStep ? step : $"Read the whole report of run {digest.RunId}";
    }
}
