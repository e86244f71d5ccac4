using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Html;

/// <summary>One member of the page's data while it grows.</summary>
internal sealed class DataSection : IDisposable
{
    private readonly ArrayBufferWriter<byte> buffer = new();

    // What HTML needs escaped is escaped when the page is written, for all sections in one place.
    public DataSection() => Json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public Utf8JsonWriter Json { get; }

    public int Length => checked((int)(Json.BytesCommitted + Json.BytesPending));

    /// <summary>The finished JSON.</summary>
    public ReadOnlySpan<byte> Finish()
    {
        Json.Flush();
        return buffer.WrittenSpan;
    }

    public void Dispose() => Json.Dispose();
}
