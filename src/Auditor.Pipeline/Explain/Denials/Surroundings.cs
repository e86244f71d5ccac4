namespace Auditor.Pipeline.Explain;

/// <summary>What tools and SDKs write around AWS's sentence: the error's code, and the operation that was called.</summary>
internal static class Surroundings
{
    private const int FarthestBefore = 600;
    private const int FarthestBehind = 300;
    private static readonly string[] CodeEnds = ["AccessDeniedException", "AccessDenied", "UnauthorizedOperation"];
    private static readonly string[] BeforeOperation = ["when calling the ", "operation error "];

    /// <summary>Whether a code says that a call was not authorized. Services spell it differently.</summary>
    public static bool IsDenial(string code) =>
        code.StartsWith("AccessDenied", StringComparison.Ordinal) || code.EndsWith("UnauthorizedOperation", StringComparison.Ordinal);

    /// <summary>The nearest code before the sentence, else behind it; at most to the next sentence on either side.</summary>
    public static string? CodeOf(MessageText text, int previous, int start, int end, int next)
    {
        var from = Math.Max(previous, start - FarthestBefore);
        var to = Math.Min(next, end + FarthestBehind);
        return LastCode(text, from, start) ?? LastCode(text, end, to);
    }

    /// <summary>Any code in the text; null if there is none.</summary>
    public static string? CodeIn(MessageText text) => LastCode(text, 0, text.Length);

    /// <summary>The operation that the nearest <c>when calling the X operation</c> before the sentence names.</summary>
    public static string? OperationBefore(MessageText text, int previous, int start)
    {
        var from = Math.Max(previous, start - FarthestBefore);
        var before = text.Text.AsSpan(from, start - from);
        foreach (var words in BeforeOperation)
        {
            var at = before.LastIndexOf(words, StringComparison.Ordinal);
            if (at < 0)
                continue;
            var name = before[(at + words.Length)..];
            // Go's SDK puts the service before the operation.
            if (words == BeforeOperation[1])
                name = name[(name.IndexOf(": ", StringComparison.Ordinal) + 1)..].TrimStart();
            return name[..WordLength(name)].ToString();
        }

        return null;
    }

    private static string? LastCode(MessageText text, int from, int to)
    {
        if (to <= from)
            return null;
        var part = text.Text.AsSpan(from, to - from);
        var (last, end) = (-1, 0);
        foreach (var code in CodeEnds)
        {
            var at = part.LastIndexOf(code, StringComparison.Ordinal);
            if (at > last)
                (last, end) = (at, at + code.Length);
        }

        var isWord = last >= 0 && (text.IsGap(from + end) || end >= part.Length || !char.IsAsciiLetterOrDigit(part[end]));
        return isWord ? text.Text[CodeStart(text, from, from + last)..(from + end)] : null;
    }

    /// <summary>A code may have words before it (<c>VpcPeeringUnauthorizedOperation</c>), and <c>Client.</c>; a namespace is not part of it.</summary>
    private static int CodeStart(MessageText text, int from, int at)
    {
        const string client = "Client.";
        while (at > from && !text.IsGap(at) && char.IsAsciiLetterOrDigit(text[at - 1]))
            at--;
        return text.Text.AsSpan(from, at - from).EndsWith(client, StringComparison.Ordinal) ? at - client.Length : at;
    }

    private static int WordLength(ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && char.IsAsciiLetterOrDigit(text[length]))
            length++;
        return length;
    }
}
