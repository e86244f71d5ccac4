using System.Text;

namespace Auditor.Pipeline.Explain;

/// <summary>
/// Reads <c>User: ARN is not authorized to perform: ACTION on resource: RESOURCE REASON. POINTER</c>; all from the resource on may be missing.
/// Each step is bounded, so that a text takes time in proportion to its length.
/// </summary>
internal static class SentenceReader
{
    public const string Anchor = "User:";
    private const int ShortestCut = 1_020;
    private const int LongestCut = 1_024;

    /// <summary>Whether a sentence may begin here.</summary>
    public static bool IsAt(MessageText text, int anchor) =>
        anchor < text.Length && text[anchor] == Anchor[0] && new MessageCursor(text, anchor).IsAt(Anchor + " arn:");

    /// <summary>Null if no sentence stands at the anchor.</summary>
    public static DenialSentence? Read(MessageText text, int anchor, string? operation)
    {
        var cursor = new MessageCursor(text, anchor);
        if (!cursor.Skip(Anchor + " ") || PrincipalToken.Read(text, ref cursor) is not { } principal)
            return null;
        var sentence = new DenialSentence { Principal = principal, End = cursor.Position };
        if (ActionToken.Read(text, ref cursor, operation) is not { } action)
            return sentence with { IsCut = cursor.IsAtEnd, Message = text.Sentence(anchor, cursor.Position) };
        sentence = ReadRest(text, ref cursor, sentence with { Action = action });
        var message = text.Sentence(anchor, cursor.Position);
        return Shorten(sentence with { Message = message, End = cursor.Position }, cursor.IsAtEnd, Encoding.UTF8.GetByteCount(message));
    }

    private static DenialSentence ReadRest(MessageText text, ref MessageCursor cursor, DenialSentence sentence)
    {
        string? resource = null;
        if (cursor.Skip(ResourceToken.Before))
            resource = ResourceToken.Read(text, ref cursor);
        var reason = ReasonReader.Read(text, ref cursor, sentence.Action!);
        var id = SentenceEnd.ReadAuthorizationId(text, ref cursor, out var isCut);
        return sentence with { Resource = resource, Reason = reason, AuthorizationId = id, IsCut = cursor.IsCut || isCut };
    }

    /// <summary>CloudTrail cuts at 1 KB: what touches the end of such a text may be a part of something.</summary>
    private static DenialSentence Shorten(DenialSentence sentence, bool isAtEnd, int bytes)
    {
        if (!isAtEnd || sentence.AuthorizationId is not null || bytes is < ShortestCut or > LongestCut)
            return sentence;
        var isReasonGiven = sentence.Reason.IsExplicit is not null;
        return sentence with
        {
            IsCut = true,
            Resource = isReasonGiven ? sentence.Resource : null,
            Reason = sentence.Reason with { PolicyArn = null },
        };
    }
}
