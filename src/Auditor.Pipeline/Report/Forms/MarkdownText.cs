using System.Text;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>
/// Foreign text in Markdown: whatever a name contains, it forms no link, no emphasis, no HTML, no table cell, no mention of a person and no reference to an issue.
/// </summary>
/// <remarks>
/// Source: GitHub Flavored Markdown, <see href="https://github.github.com/gfm/"/>. Hosts look for mentions, references and addresses in the text that comes out of Markdown, where a backslash
/// is gone; a word joiner, which nobody sees, stays.
/// </remarks>
internal static class MarkdownText
{
    private const char WordJoiner = '\u2060';
    private const string Escaped = "\\`*_[]<>|~&$";

    /// <summary>Text for people.</summary>
    public static string Of(string text)
    {
        var clean = PlainText.Of(text).Trim();
        var safe = new StringBuilder(clean.Length + 16);
        for (var i = 0; i < clean.Length; i++)
        {
            if (Escaped.Contains(clean[i], StringComparison.Ordinal) || StartsBlock(clean, i))
                safe.Append('\\');
            safe.Append(clean[i]);
            if (IsTrigger(clean, i))
                safe.Append(WordJoiner);
        }

        return safe.ToString();
    }

    /// <summary>The same, shortened.</summary>
    public static string Of(string text, int length) => Of(PlainText.Shorten(text, length));

    /// <summary>An identifier as code, outside of tables: nothing in it but backticks means anything there.</summary>
    public static string Code(string text)
    {
        var clean = PlainText.Of(text);
        if (string.IsNullOrWhiteSpace(clean))
            return "` `";
        var fence = new string('`', LongestRun(clean) + 1);
        return fence.Length == 1 && clean[0] != ' ' ? $"`{clean}`" : $"{fence} {clean} {fence}";
    }

    /// <summary>What a fence around lines of foreign text must be.</summary>
    public static string FenceOf(string text) => new('`', Math.Max(3, LongestRun(text) + 1));

    /// <summary>At the start of a block a heading, a list, a number or an underline would begin.</summary>
    private static bool StartsBlock(string text, int index) => text[index] switch
    {
        '#' or '-' or '+' or '=' => index == 0,
        '.' or ')' => index > 0 && text.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };

    private static bool IsTrigger(string text, int index) => text[index] switch
    {
        '@' or '#' or '!' or '%' => true,
        ':' => index + 1 < text.Length && text[index + 1] == '/',
        '.' => index >= 3 && text.AsSpan(index - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static int LongestRun(string text)
    {
        var (longest, run) = (0, 0);
        foreach (var character in text)
        {
            run = character == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
