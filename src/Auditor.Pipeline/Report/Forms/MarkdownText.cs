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
    private const string Escaped = "\\`*_[]<>|~&$^=+";

    /// <summary>Text within a line.</summary>
    public static string Of(string text) => Safe(text, isStart: false);

    /// <summary>Text within a line, shortened.</summary>
    public static string Of(string text, int length) => Of(PlainText.Shorten(text, length));

    /// <summary>Text that begins a paragraph or a list's item, shortened.</summary>
    public static string Block(string text, int length) => Safe(PlainText.Shorten(text, length), isStart: true);

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

    private static string Safe(string text, bool isStart)
    {
        var clean = PlainText.Of(text).Trim();
        var safe = new StringBuilder(clean.Length + 16);
        for (var i = 0; i < clean.Length; i++)
        {
            if (Escaped.Contains(clean[i], StringComparison.Ordinal) || (isStart && StartsBlock(clean, i)))
                safe.Append('\\');
            safe.Append(clean[i]);
            if (IsTrigger(clean, i))
                safe.Append(WordJoiner);
        }

        return safe.ToString();
    }

    /// <summary>At the start of a block a heading, a list or a number would begin.</summary>
    private static bool StartsBlock(string text, int index) => text[index] switch
    {
        '#' or '-' => index == 0,
        '.' or ')' => index > 0 && text.AsSpan(0, index).IndexOfAnyExceptInRange('0', '9') < 0,
        _ => false,
    };

    private static bool IsTrigger(string text, int index) => text[index] switch
    {
        '@' or '#' or '!' or '%' => true,
        ':' => index + 1 < text.Length && text[index + 1] == '/',
        'w' or 'W' => index >= 2 && index + 1 < text.Length && text[index + 1] == '.' && text.AsSpan(index - 2, 3).Equals("www", StringComparison.OrdinalIgnoreCase),
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
