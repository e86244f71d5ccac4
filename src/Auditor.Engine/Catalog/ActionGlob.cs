using System.Text;

namespace Auditor.Engine.Catalog;

/// <summary>A pattern of an Action element, prepared to be matched with many names: `*` and `?` anywhere, any case.</summary>
/// <remarks>
/// Runs of `*` are one `*`, and no other character is more than a name could match, so the cost of a match is bounded
/// whatever the length of the pattern.
/// </remarks>
internal readonly record struct ActionGlob
{
    private readonly string? _pattern;

    private ActionGlob(string pattern) => _pattern = pattern;

    /// <summary>The characters before the first wildcard.</summary>
    public ReadOnlySpan<char> Head => Pattern.IndexOfAny('*', '?') is var end and >= 0 ? Pattern[..end] : Pattern;

    private ReadOnlySpan<char> Pattern => _pattern;

    /// <summary>The prepared pattern, or null if it needs more than <paramref name="longestName"/> characters to match.</summary>
    public static ActionGlob? Of(string pattern, int longestName)
    {
        var prepared = new StringBuilder();
        var needed = 0;
        foreach (var c in pattern)
        {
            if (c == '*' && prepared.Length > 0 && prepared[^1] == '*')
                continue;
            if (c != '*' && ++needed > longestName)
                return null;
            prepared.Append(c);
        }

        return new ActionGlob(prepared.ToString());
    }

    /// <summary>Whether the whole name matches.</summary>
    public bool Matches(ReadOnlySpan<char> name)
    {
        var pattern = Pattern;
        int p = 0, n = 0, star = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                resume = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Fold(pattern[p]) == Fold(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++resume;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].Trim('*').IsEmpty;
    }

    /// <summary>Only ASCII letters have two cases in IAM's names.</summary>
    public static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
