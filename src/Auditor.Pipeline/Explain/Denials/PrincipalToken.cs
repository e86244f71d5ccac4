using Auditor.Engine.Arns;

namespace Auditor.Pipeline.Explain;

/// <summary>The ARN of the principal: everything up to the words that AWS writes behind it.</summary>
internal static class PrincipalToken
{
    public const string Behind = " is not authorized to perform: ";
    private const int LongestArn = 2_048;
    private const int MostLines = 8;
    private const int AccountLength = 12;

    /// <summary>Reads it, and moves behind <see cref="Behind"/>. Null if here stands something else.</summary>
    public static string? Read(MessageText text, ref MessageCursor cursor)
    {
        var start = cursor.Position;
        var lines = 0;
        for (var at = start; at < text.Length && at - start <= LongestArn && lines <= MostLines; at++)
        {
            if (text.IsGap(at) && at > start)
            {
                cursor.Position = at;
                if (cursor.Skip(Behind))
                    return Checked(text.Text[start..at]);
                lines++;
            }

            if (text[at] is ' ' or '\n' or '"' or '<' || SentenceReader.IsAt(text, at))
                return null;
        }

        return null;
    }

    private static string? Checked(string principal)
    {
        Span<Range> parts = stackalloc Range[Arn.PartCount];
        var isPrincipal = principal.StartsWith("arn:", StringComparison.Ordinal)
            && principal.AsSpan().Split(parts, ':') == Arn.PartCount
            && principal.AsSpan(parts[2]) is "iam" or "sts"
            && principal.AsSpan(parts[4]) is { Length: AccountLength } account
            && account.IndexOfAnyExceptInRange('0', '9') < 0
            && !principal.AsSpan(parts[5]).IsEmpty;
        return isPrincipal ? principal : null;
    }
}
