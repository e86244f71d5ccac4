using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Pipeline.Publish;

/// <summary>The texts of one message, by who reads them.</summary>
/// <param name="Readable">For people.</param>
/// <param name="Json">For programs.</param>
/// <param name="Short">For telephones.</param>
/// <param name="Chat">For <c>https</c>; null where that gets what programs get.</param>
internal sealed record NotificationTexts(string Readable, string Json, string Short, string? Chat)
{
    private static readonly ImmutableArray<string> MachineProtocols = ["email-json", "sqs", "lambda", "http", "firehose"];

    /// <summary>The body of a message with a text for each protocol.</summary>
    /// <param name="isShared">True makes the JSON the <c>default</c>, one copy for every protocol without a text of its own.</param>
    public string ToBody(bool isShared)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            writer.WriteString("default", isShared ? Json : Readable);
            writer.WriteString("email", Readable);
            writer.WriteString("sms", Short);
            foreach (var protocol in isShared ? [] : MachineProtocols)
                writer.WriteString(protocol, Json);
            if (Chat is not null)
                writer.WriteString("https", Chat);
            else if (!isShared)
                writer.WriteString("https", Json);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
