using System.Globalization;
using System.Text;

namespace Auditor.Pipeline.Report;

/// <summary>Makes foreign text safe to show to people: what cannot be seen, or would move the cursor or turn the line, is shown as a mark.</summary>
public static class PlainText
{
    private const char Mark = '\uFFFD';

    /// <summary>The text as one line; a line break is a mark too.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
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

    /// <summary>At most this many characters (at least 2), with an ellipsis where something was cut off; no pair of surrogates is halved.</summary>
    public static string Shorten(string text, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length <= length ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[length - 2]) ? length - 2 : length - 1), "…");
    }

    private static bool IsHarmless(Rune rune) => Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
