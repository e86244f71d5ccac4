namespace Auditor.Engine.Json;

/// <summary>Short texts met of late.</summary>
internal static class SharedTexts
{
    private static readonly Recent<string> Texts = new(text => text, text => text);

    // Paths and versions of policies: half of all that is shared.
    private static readonly string[] Versions = [.. Enumerable.Range(0, 10).Select(number => $"v{number}")];

    /// <summary>The text of ASCII bytes; null for other bytes, and for text too long to share.</summary>
    public static string? Get(ReadOnlySpan<byte> utf8) => utf8 switch
    {
        [] => "",
        [(byte)'/'] => "/",
        [(byte)'v', >= (byte)'0' and <= (byte)'9' and var digit] => Versions[digit - '0'],
        _ => Texts.Get(utf8),
    };
}
