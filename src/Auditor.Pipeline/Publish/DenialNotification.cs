using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>
/// Makes the message about a denied call: readable text for <c>email</c>, the explanation's JSON (schema/explanation.schema.json) for everything that programs read.
/// An explanation that does not fit is left out whole; the finding always fits.
/// </summary>
public static class DenialNotification
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message.</summary>
    /// <param name="notice">What to tell.</param>
    /// <param name="isChat">True sends the custom notification of Amazon Q Developer in chat applications to every <c>https</c> subscription.</param>
    public static NotificationMessage Compose(DenialNotice notice, bool isChat)
    {
        ArgumentNullException.ThrowIfNull(notice);
        var attributes = Attributes(notice);
        var body = Bodies(notice, isChat).FirstOrDefault(body => NotificationMessage.SizeOf(body, attributes) <= NotificationRules.MostBytes)
            ?? throw new RunCannotGoOnException("the denial does not fit into a message, even without its explanation: a policy in it must be extremely long");
        return new NotificationMessage(Subject(notice), body, attributes);
    }

    /// <summary>The subject: what a reader must know before opening it. Foreign text has no place in it, so it names catalogued actions only.</summary>
    internal static string Subject(DenialNotice notice)
    {
        var payer = AccountId(notice) is { } account ? " " + account : "";
        var action = ServiceCatalog.Default.FindAction(notice.Explanation.Action)?.FullName ?? "a call";
        return NotificationRules.Subject($"Billing Conductor access{payer}: {notice.Finding.Severity.Word()}, {action} was denied");
    }

    /// <summary>As of a digest, so that the same filters work; the status says that it is none.</summary>
    private static ImmutableArray<NotificationAttributeValue> Attributes(DenialNotice notice)
    {
        var attributes = ImmutableArray.CreateBuilder<NotificationAttributeValue>();
        attributes.Add(new("severity", "String", notice.Finding.Severity.Word()));
        attributes.Add(new("status", "String", "denial"));
        attributes.Add(new("newCount", "Number", "1"));
        attributes.Add(new("repeats", "Number", notice.Repeats.ToString(CultureInfo.InvariantCulture)));
        if (AccountId(notice) is { } account)
            attributes.Add(new("managementAccount", "String", account));
        return attributes.ToImmutable();
    }

    private static IEnumerable<string> Bodies(DenialNotice notice, bool isChat)
    {
        foreach (var explained in (DenialExplanations[])[notice.Explained, notice.Explained with { Answers = [] }])
        {
            var texts = new NotificationTexts(DenialText.Of(notice), Json(notice, explained), Subject(notice), isChat ? Chat(notice) : null);
            yield return texts.ToBody(isShared: false);
            yield return texts.ToBody(isShared: true);
        }
    }

    private static string Json(DenialNotice notice, DenialExplanations explained) => Write(writer =>
        JsonExplanation.WriteAll(writer, explained, [.. DenialText.Counts(notice), "the whole explanation: " + notice.AnswerUri]));

    /// <remarks>Source: as <see cref="ChatNotification"/>.</remarks>
    private static string Chat(DenialNotice notice) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("version", "1.0");
        writer.WriteString("source", "custom");
        writer.WriteString("id", notice.Finding.Id);
        writer.WriteStartObject("content");
        writer.WriteString("textType", "client-markdown");
        writer.WriteString("title", Subject(notice));
        writer.WriteString("description", string.Join('\n', DenialText.Counts(notice).Prepend(ChatMarkdown.Code(PlainText.Shorten(notice.Finding.Draft.Explanation, ChatNotification.LongestFinding * 4)))));
        writer.WriteStartArray("nextSteps");
        writer.WriteStringValue(PlainText.Shorten("Read the whole explanation: " + ChatMarkdown.Code(notice.AnswerUri), ChatNotification.LongestStep));
        writer.WriteEndArray();
        writer.WriteStartArray("keywords");
        writer.WriteStringValue(notice.Finding.Rule);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteStartObject("metadata");
        // A thread for all that is the same to a reader.
        writer.WriteString("threadId", DenialNotice.KeyOf(notice.Finding));
        writer.WriteString("summary", Subject(notice));
        writer.WriteString("eventType", "auditor.denial");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
            write(writer);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    /// <summary>The payer, if it is an account id: whatever else a snapshot calls so must not reach subjects and filters.</summary>
    private static string? AccountId(DenialNotice notice) => notice.Payer is { Length: 12 } account && account.All(char.IsAsciiDigit) ? account : null;
}
