using System.Text.Json;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>Texts and files as SARIF wants them.</summary>
internal static class SarifText
{
    private const int LongestMessage = 4_000;

    /// <summary>
    /// A message of plain text. Viewers replace <c>{0}</c> and make a link of <c>[text](target)</c> (sections 3.11.5 and 3.11.6): braces are doubled, and a word joiner that nobody sees stands
    /// where foreign text would form a link.
    /// </summary>
    public static void WriteMessage(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", Message(text));
        writer.WriteEndObject();
    }

    public static void WriteArtifact(Utf8JsonWriter writer, string file)
    {
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", string.Join('/', PlainText.Of(file).Split('/').Select(Uri.EscapeDataString)));
        writer.WriteEndObject();
    }

    private static string Message(string text) => FormText.Line(text, LongestMessage)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("](", "]\u2060(", StringComparison.Ordinal);
}
