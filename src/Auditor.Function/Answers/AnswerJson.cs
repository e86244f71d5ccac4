using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Function.Answers;

/// <summary>Writes the function's own small documents.</summary>
internal static class AnswerJson
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object in UTF-8, on one line.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> writeMembers) => WriteWhole(writer =>
    {
        writer.WriteStartObject();
        writeMembers(writer);
        writer.WriteEndObject();
    });

    /// <summary>A value in UTF-8, on one line.</summary>
    public static byte[] WriteWhole(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
            write(writer);
        return output.WrittenSpan.ToArray();
    }
}
