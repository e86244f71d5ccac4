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
        var isPrincipal = Arn.TryParse(principal, out var arn)
            && arn.Service is "iam" or "sts"
            && arn.Account.Length == AccountLength
            && arn.Account.All(char.IsAsciiDigit)
            && arn.Resource.Length > 0;
        return isPrincipal ? principal : null;
    }
}
