using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>What the JSON forms share.</summary>
internal static class FormJson
{
    private const int Enough = 1 << 16;

    // Only what JSON itself needs is escaped: the file is data, and people read it too.
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>For a document that people read too.</summary>
    public static JsonWriterOptions Indented => new() { Indented = true, NewLine = "\n", Encoder = Encoder };

    /// <summary>For one event a line.</summary>
    public static JsonWriterOptions OneLine => new() { Encoder = Encoder };

    /// <summary>Text for people; identifiers are written as they are, see docs/formats.md.</summary>
    public static void WriteLine(this Utf8JsonWriter writer, string name, string text, int length) =>
        writer.WriteString(name, FormText.Line(text, length));

    /// <summary>Lets go of what is written: the writer would keep the whole document until its end.</summary>
    public static void FlushSome(this Utf8JsonWriter writer)
    {
        if (writer.BytesPending > Enough)
            writer.Flush();
    }
}
