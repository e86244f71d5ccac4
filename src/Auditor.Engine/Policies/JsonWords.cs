using System.Text.Json;

namespace Auditor.Engine.Policies;

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
    public static string Shorten(string text) => text.Length <= LongestQuotation ? text : text[..LongestQuotation] + "…";
}
