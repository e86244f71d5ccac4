using System.Text.Json;

namespace Auditor.Engine.Policies;

/// <summary>Words for messages about JSON, the same in every message of the product.</summary>
public static class JsonWords
{
    private const int LongestQuotation = 80;
    private const int LongestReason = 200;
    private const int ReasonsEnd = 60;

    /// <summary>What a value is, e.g. <c>a list</c>.</summary>
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
    public static string Shorten(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length <= LongestQuotation)
            return text;
        // Half a character would spoil the message.
        var length = char.IsHighSurrogate(text[LongestQuotation - 1]) ? LongestQuotation - 1 : LongestQuotation;
        return string.Concat(text.AsSpan(0, length), "…");
    }

    // What the runtime says of a text that is cut off, in whatever state of its reader.
    private static readonly string[] EndsEarly = ["Expected depth to be zero", "isFinalBlock", "reached end of data"];

    /// <summary>Why text is no JSON, without the place, which a message carries itself: the runtime's reason, but for what only a programmer would understand.</summary>
    public static string Reason(JsonException error)
    {
        ArgumentNullException.ThrowIfNull(error);
        var message = error.Message;
        var place = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = (place < 0 ? message : message[..place]).TrimEnd('.', ' ');
        if (message.Contains("does not contain any JSON tokens", StringComparison.Ordinal))
            return "there is no value";
        if (Array.Exists(EndsEarly, words => message.Contains(words, StringComparison.Ordinal)))
            return "it ends too early";
        // The runtime quotes all that follows a literal such as `true` that is misspelled, be it the rest of the file; what it says about it comes last.
        if (message.Length > LongestReason)
            message = Shorten(message) + message[^(char.IsLowSurrogate(message[^ReasonsEnd]) ? ReasonsEnd - 1 : ReasonsEnd)..];
        return message.Length == 0 ? "broken text" : char.ToLowerInvariant(message[0]) + message[1..];
    }
}
