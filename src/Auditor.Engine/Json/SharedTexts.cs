namespace Auditor.Engine.Json;

/// <summary>Short texts met of late.</summary>
internal static class SharedTexts
{
    private static readonly Recent<string> Texts = new(text => text, text => text);

    /// <summary>The text of ASCII bytes; null for other bytes, and for text too long to share.</summary>
    public static string? Get(ReadOnlySpan<byte> utf8) => utf8.IsEmpty ? "" : Texts.Get(utf8);
}
