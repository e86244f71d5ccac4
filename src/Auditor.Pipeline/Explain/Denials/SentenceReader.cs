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
        sentence.Action = ActionToken.Read(text, ref cursor, operation);
        if (sentence.Action is null)
            sentence.IsCut = cursor.IsAtEnd;
        else
            ReadRest(text, ref cursor, sentence);
        sentence.Message = text.Sentence(anchor, cursor.Position);
        if (cursor.IsAtEnd && sentence.Action is not null)
            Shorten(sentence);
        return sentence;
    }

    private static void ReadRest(MessageText text, ref MessageCursor cursor, DenialSentence sentence)
    {
        if (cursor.Skip(ResourceToken.Before))
            sentence.Resource = ResourceToken.Read(text, ref cursor);
        sentence.Reason = ReasonReader.Read(text, ref cursor, sentence.Action!);
        sentence.AuthorizationId = SentenceEnd.ReadAuthorizationId(text, ref cursor, out var isCut);
        sentence.IsCut = cursor.IsCut || isCut;
        sentence.End = cursor.Position;
    }

    /// <summary>CloudTrail cuts at 1 KB: what touches the end of such a text may be a part of something.</summary>
    private static void Shorten(DenialSentence sentence)
    {
        if (sentence.AuthorizationId is not null || Encoding.UTF8.GetByteCount(sentence.Message) is < ShortestCut or > LongestCut)
            return;
        sentence.IsCut = true;
        if (sentence.Reason.IsExplicit is null)
            sentence.Resource = null;
        sentence.Reason = sentence.Reason with { PolicyArn = null };
    }
}
