using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.CatalogCompiler;

/// <summary>JSON in one line, with the characters of AWS's names as they are.</summary>
internal static class JsonText
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(JsonNode node) => node.ToJsonString(Compact);

    public static JsonArray Array(IEnumerable<string> values) => new([.. values.Select(value => (JsonNode)value)]);

    /// <summary>Each line but the last with a comma behind it.</summary>
    public static IEnumerable<string> Separated(IEnumerable<string> lines)
    {
        string[] all = [.. lines];
        return all.Select((line, index) => index < all.Length - 1 ? line + ',' : line);
    }
}
