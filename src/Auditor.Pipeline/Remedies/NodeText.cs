using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Remedies;

/// <summary>The text of JSON nodes. A search for remedies writes thousands of them, so that each thread keeps one buffer.</summary>
internal static class NodeText
{
    // A larger one, for a policy far beyond AWS's quotas, is not kept.
    private const int MostKept = 1 << 16;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? kept;

    public static string Of(JsonNode node, JsonWriterOptions options)
    {
        var buffer = kept ??= new ArrayBufferWriter<byte>(MostKept / 4);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, options))
            node.WriteTo(writer);
        if (buffer.Capacity > MostKept)
            kept = null;
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
