namespace Auditor.Pipeline.Explain;

/// <summary>The resource in a text: an ARN, <c>*</c>, or words such as <c>role Name</c>.</summary>
internal static class ResourceToken
{
    public const string Before = " on resource: ";
    private const int Longest = 4_096;
    private const int LongestWords = 256;
    // From here on an id of Billing Conductor is whole.
    private const int ShortestId = 10;

    /// <summary>Reads it, and moves behind it. Null if it is not certain where it ends.</summary>
    public static string? Read(MessageText text, ref MessageCursor cursor)
    {
        var start = cursor.Position;
        var end = FindEnd(text, start, out var hasEnd);
        var isArn = cursor.IsAt("arn:");
        if (hasEnd)
        {
            cursor.Position = end;
            return end < start ? null : Trimmed(isArn ? text.Text[start..end] : text.Words(start, end));
        }

        if (isArn || cursor.IsAt("*"))
            return ReadToken(text, start, end, ref cursor);
        cursor.Position = EndOfLine(text, start, end);
        if (cursor.Position - start > LongestWords)
            return null;
        var words = Trimmed(text.Text[start..cursor.Position]);
        cursor.Position = start + (words?.Length ?? 0);
        return words;
    }

    /// <summary>Where a reason or something behind the sentence begins; else where a quotation, a paragraph or the text ends.</summary>
    private static int FindEnd(MessageText text, int start, out bool hasEnd)
    {
        var last = Math.Min(text.Length, start + Longest);
        hasEnd = true;
        for (var at = Math.Max(start - 1, 0); at < last; at++)
        {
            var cursor = new MessageCursor(text, at);
            if ((text.IsGap(at) || text[at] is '.' or ',') && (ReasonReader.IsAt(cursor) || SentenceEnd.IsAt(cursor)))
                return at;
            if (at >= start && (text[at] is '"' or '<' or '\n' || SentenceReader.IsAt(text, at)))
                last = at;
        }

        // A quotation mark ends one word with certainty, but not which of several words are the resource.
        hasEnd = last < text.Length && last > start && text[last] is '"' or '<' && !text.Text.AsSpan(start, last - start).Contains(' ');
        return last;
    }

    /// <summary>An ARN or an asterisk with nothing behind it that AWS writes: it ends at a space, and perhaps at the end of a line.</summary>
    private static string? ReadToken(MessageText text, int start, int last, ref MessageCursor cursor)
    {
        var space = text.Text.AsSpan(start, last - start).IndexOf(' ');
        var end = EndOfLine(text, start, space < 0 ? last : start + space);
        var token = Trimmed(text.Text[start..end]);
        cursor.Position = start + (token?.Length ?? 0);
        // Where a line ends in it: words behind it begin something else; one word may be the rest of it.
        var isCertain = !text.IsBreak(end) || (space >= 0 && token is not null && IsWhole(token));
        return isCertain ? token : null;
    }

    private static bool IsWhole(string token) =>
        !token.Contains(":billingconductor:", StringComparison.Ordinal) || token.Length - token.LastIndexOf('/') > ShortestId;

    private static int EndOfLine(MessageText text, int start, int last)
    {
        var end = start;
        while (end < last && !(end > start && text.IsBreak(end)))
            end++;
        return end;
    }

    private static string? Trimmed(string resource)
    {
        var trimmed = resource.Trim().TrimEnd('.', ',', ';', ')', '\'', '\\');
        return trimmed.Length == 0 ? null : trimmed;
    }
}
