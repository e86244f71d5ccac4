namespace Auditor.Pipeline.Explain;

/// <summary>What stands behind AWS's sentence: the pointer to IAM's access troubleshooter, and what SDKs and tools add.</summary>
internal static class SentenceEnd
{
    private const string Troubleshooter = " Go to https://";
    private const string Details = " for complete details, or call the iam:GetAuthorizationDetails API with the following ";
    private const string BeforeId = "authorization id: ";
    private const int LongestPointer = 512;
    private const int IdLength = 36;
    private static readonly string[] Ends =
        [" (Service: ", ", request id:", " status code: ", ". Encoded authorization failure", " Encoded authorization failure"];

    private static readonly string[] Pointers = [". " + Troubleshooter[1..], Troubleshooter];

    /// <summary>Whether the sentence ends here, even if the text ends in the first words behind it.</summary>
    public static bool IsBegun(MessageCursor cursor) => cursor.IsAtPartOfAny(Pointers) || cursor.IsAtPartOfAny(Ends);

    /// <summary>Whether something stands here that is known to stand behind the sentence.</summary>
    public static bool IsAt(MessageCursor cursor) => IsPointer(cursor) || cursor.IsAtAny(Ends);

    /// <summary>Whether the pointer to the troubleshooter stands here.</summary>
    public static bool IsPointer(MessageCursor cursor) => cursor.IsAtAny(Pointers);

    /// <summary>Reads the id of IAM's access troubleshooter if the pointer to it stands here; null if there is none or not all of it.</summary>
    public static string? ReadAuthorizationId(MessageText text, ref MessageCursor cursor, out bool isCut)
    {
        var begin = cursor;
        if (!begin.IsAtEnd && text[begin.Position] is '.' or ';')
            begin.Position++;
        isCut = false;
        if (!begin.Skip(Troubleshooter))
        {
            isCut = begin.IsCut;
            return null;
        }

        var last = Math.Min(text.Length, begin.Position + LongestPointer);
        for (var at = begin.Position; at < last; at++)
        {
            begin.Position = at;
            if (SentenceReader.IsAt(text, at))
                return null;
            if ((text.IsGap(at) && begin.Skip(Details) && begin.Skip(BeforeId)) || (text[at] == BeforeId[0] && begin.Skip(BeforeId)))
                return ReadId(text, begin.Position, ref cursor, out isCut);
        }

        isCut = last == text.Length;
        return null;
    }

    private static string? ReadId(MessageText text, int start, ref MessageCursor cursor, out bool isCut)
    {
        var end = start;
        while (end < text.Length && end - start < IdLength && (char.IsAsciiHexDigit(text[end]) || text[end] == '-'))
            end++;
        cursor.Position = end;
        isCut = end == text.Length && end - start < IdLength;
        return end - start == IdLength ? text.Text[start..end] : null;
    }
}
