using Auditor.Engine.Arns;

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
        if (cursor.IsAt("\"arn:") || cursor.IsAt("\"*\""))
            return ReadQuoted(text, ref cursor);
        var end = FindEnd(text, start, out var isCertain);
        var isArn = cursor.IsAtPartOf("arn:");
        if (isCertain || end < start)
        {
            cursor.Position = end;
            return end < start ? null : Trimmed(isArn ? text.Text[start..end] : text.Words(start, end));
        }

        if (isArn || cursor.IsAt("*"))
            return ReadToken(text, start, end, ref cursor);
        return ReadWords(text, start, end, ref cursor);
    }

    /// <summary>Where a reason or something else behind the resource begins, or where a quotation, a paragraph or the text ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The resource's first character.</param>
    /// <param name="isCertain">Whether all before it is the resource.</param>
    private static int FindEnd(MessageText text, int start, out bool isCertain)
    {
        var last = Math.Min(text.Length, start + Longest);
        isCertain = true;
        for (var at = start - 1; at < last; at++)
        {
            var cursor = new MessageCursor(text, at);
            var mayEnd = text.IsGap(at) || text[at] is '.' or ',';
            if (mayEnd && (ReasonReader.IsAt(cursor) || SentenceEnd.IsPointer(cursor)))
                return at;
            if (mayEnd && (ReasonReader.IsBegun(cursor) || SentenceEnd.IsBegun(cursor)))
                last = at;
            if (at >= start && (text[at] is '"' or '<' or '\n' || SentenceReader.IsAt(text, at)))
                last = at;
        }

        // A quotation mark ends one word with certainty, but not which of several words are the resource.
        isCertain = last < text.Length && last > start && text[last] is '"' or '<' && !text.Text.AsSpan(start, last - start).Contains(' ');
        return last;
    }

    /// <summary>S3 writes the resource in quotation marks.</summary>
    private static string? ReadQuoted(MessageText text, ref MessageCursor cursor)
    {
        var start = cursor.Position + 1;
        var length = text.Text.AsSpan(start, Math.Min(Longest, text.Length - start)).IndexOf('"');
        if (length < 0)
            return null;
        cursor.Position = start + length + 1;
        return text.Text.Substring(start, length);
    }

    private static string? ReadWords(MessageText text, int start, int last, ref MessageCursor cursor)
    {
        var end = EndOfLine(text, start, last);
        var words = end - start <= LongestWords ? Trimmed(text.Text[start..end]) : null;
        cursor.Position = words is null ? end : start + words.Length;
        return words;
    }

    /// <summary>An ARN or an asterisk with nothing behind it that AWS writes: it ends at a space, and perhaps at the end of a line.</summary>
    private static string? ReadToken(MessageText text, int start, int last, ref MessageCursor cursor)
    {
        var space = text.Text.AsSpan(start, last - start).IndexOf(' ');
        var end = EndOfLine(text, start, space < 0 ? last : start + space);
        var token = Trimmed(text.Text[start..end]);
        cursor.Position = start + (token?.Length ?? 0);
        if (token is null || (token != "*" && !Arn.TryParse(token, out _)))
            return null;
        // Where a line ends in it: words behind it begin something else; one word may be the rest of it.
        var isCertain = !text.IsBreak(end) || SentenceEnd.IsAt(new MessageCursor(text, end)) || (space >= 0 && IsWhole(token));
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
