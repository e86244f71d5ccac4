using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>A message that says only that messages arrive: with the attributes of a digest, so that filters are tried too.</summary>
public static class TestMessage
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The message.</summary>
    /// <param name="now">The moment that it names.</param>
    /// <param name="owner">The owner whose digests it stands for; null for those of the organization.</param>
    /// <param name="isChat">True sends a chat notification to every <c>https</c> subscription, unless it stands for an owner's digest.</param>
    public static NotificationMessage Compose(DateTimeOffset now, string? owner, bool isChat)
    {
        var text = Text(now, owner);
        const string Subject = "Billing Conductor access: test message";
        var json = Write(writer =>
        {
            writer.WriteBoolean("test", true);
            writer.WriteString("generatedAt", JsonForm.Moment(now));
            writer.WriteString("owner", owner);
        });
        var body = new NotificationTexts(text, json, Subject, isChat && owner is null ? Chat(text, Subject) : null).ToBody(isShared: false);
        return new NotificationMessage(Subject, body, Attributes(owner));
    }

    private static string Text(DateTimeOffset now, string? owner) => string.Create(
        CultureInfo.InvariantCulture,
        $"This is a test of {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Digests for {(owner is null ? "the organization" : PlainText.Of(owner))} will arrive where this has arrived.\n");

    private static ImmutableArray<NotificationAttributeValue> Attributes(string? owner)
    {
        var attributes = ImmutableArray.CreateBuilder<NotificationAttributeValue>();
        attributes.Add(new("severity", "String", "none"));
        attributes.Add(new("status", "String", "test"));
        attributes.Add(new("audience", "String", owner is null ? "organization" : "owner"));
        if (owner is not null)
            attributes.Add(new("owner", "String", NotificationComposer.OwnerAttribute(owner)));
        return attributes.ToImmutable();
    }

    /// <remarks>Source: as <see cref="ChatNotification"/>.</remarks>
    private static string Chat(string text, string subject) => Write(writer =>
    {
        writer.WriteString("version", "1.0");
        writer.WriteString("source", "custom");
        writer.WriteStartObject("content");
        writer.WriteString("textType", "client-markdown");
        writer.WriteString("title", subject);
        writer.WriteString("description", text);
        writer.WriteEndObject();
    });

    private static string Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
