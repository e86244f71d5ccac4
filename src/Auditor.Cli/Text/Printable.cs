using System.Globalization;
using System.Text;

namespace Auditor.Cli.Text;

/// <summary>Makes foreign text safe for a terminal: what cannot be seen, or would move the cursor or turn the line, is shown as a mark.</summary>
internal static class Printable
{
    private const char Mark = '\uFFFD';

    public static string Of(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHarmless(rune))
                clean.Append(rune.ToString());
            else
                clean.Append(Mark);
        }

        return clean.ToString();
    }

    /// <summary>The same for several lines.</summary>
    public static string Lines(string text) => string.Join('\n', text.Split('\n').Select(Of));

    /// <summary>At most this many characters, with an ellipsis where something was cut off.</summary>
    public static string Shorten(string text, int length) =>
        text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1), "…");

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
