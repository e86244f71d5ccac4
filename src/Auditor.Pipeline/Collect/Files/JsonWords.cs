using System.Text.Json;

namespace Auditor.Pipeline.Collect;

/// <summary>Words for messages about JSON.</summary>
internal static class JsonWords
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
    public static string Shorten(string text) =>
        text.Length <= LongestQuotation ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[LongestQuotation - 1]) ? LongestQuotation - 1 : LongestQuotation), "…");

    /// <summary>The runtime's reason without the place, which a gap carries itself.</summary>
    public static string Reason(JsonException error)
    {
        var message = error.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
        return message.Length == 0 ? "broken text" : char.ToLowerInvariant(message[0]) + message[1..];
    }
}
