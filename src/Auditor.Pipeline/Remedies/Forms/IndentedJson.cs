using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Remedies.Forms;

/// <summary>JSON for people: indented, with nothing escaped that need not be.</summary>
internal static class IndentedJson
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode node) => NodeText.Of(node, Options);

    public static string Of(string document) => Of(JsonNode.Parse(document)!);
}
