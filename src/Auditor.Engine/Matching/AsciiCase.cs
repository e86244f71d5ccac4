using System.Text;

namespace Auditor.Engine.Matching;

/// <summary>Folds the case of ASCII letters and of nothing else: some letters beyond ASCII (U+212A) fold to ASCII ones otherwise.</summary>
internal static class AsciiCase
{
    public static string Fold(string text) =>
        text.AsSpan().ContainsAnyInRange('A', 'Z') ? string.Create(text.Length, text, Fold) : text;

    /// <summary>True if the text is the folded one but for the case of ASCII letters.</summary>
    public static bool FoldsTo(ReadOnlySpan<char> text, ReadOnlySpan<char> folded)
    {
        if (text.Length != folded.Length)
            return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (folded[i] != (char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i]))
                return false;
        }

        return true;
    }

    private static void Fold(Span<char> folded, string text)
    {
        // Stops at the first character beyond ASCII.
        _ = Ascii.ToLower(text, folded, out var done);
        for (var i = done; i < text.Length; i++)
            folded[i] = char.IsAsciiLetterUpper(text[i]) ? (char)(text[i] | 0x20) : text[i];
    }
}
