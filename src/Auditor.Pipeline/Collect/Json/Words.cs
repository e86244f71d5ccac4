using System.Text.Json;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Words for messages about JSON.</summary>
internal static class Words
{
    private const int LongestQuotation = 80;

    public static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };

    /// <summary>Foreign text for a message: never longer than a line.</summary>
    public static string Shorten(string text) => text.Length <= LongestQuotation ? text : text[..LongestQuotation] + "…";

    /// <summary>Why text is no JSON, without the place, which the gap carries itself.</summary>
    public static string Reason(JsonException error)
    {
        if (error.Message.StartsWith("The maximum configured depth", StringComparison.Ordinal))
            return $"nested deeper than {JsonCursor.DeepestNesting} levels";
        var place = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var message = (place < 0 ? error.Message : error.Message[..place]).TrimEnd('.', ' ');
        return message.Length == 0 ? "not JSON" : "not JSON: " + char.ToLowerInvariant(message[0]) + message[1..];
    }
}
