using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Explain;

/// <summary>Finds the denials in the text of an error, a log or an answer.</summary>
internal static class TextDenials
{
    private const string Encoded =
        "not recognised: the text is an encoded authorization message; decode it with sts:DecodeAuthorizationMessage "
        + "(`aws sts decode-authorization-message --encoded-message …`), which says who was denied what";

    private const string BareCode =
        "not recognised: looked for `User: … is not authorized to perform: …` and found only the code `{0}`; "
        + "the CloudTrail event of the call names the caller and the action";

    public static void Read(string raw, DenialList found)
    {
        var text = MessageText.Of(raw);
        var before = found.Count + found.UnplacedCount;
        var isEncoded = KnownTexts.IsEncoded(text);
        for (int previous = 0, at = Next(text, 0); at < text.Length;)
        {
            var next = Next(text, at + 1);
            var operation = SentenceReader.IsAt(text, at) ? Surroundings.OperationBefore(text, previous, at) : null;
            if (SentenceReader.Read(text, at, operation) is { } sentence)
            {
                Add(found, sentence, Surroundings.CodeOf(text, previous, at, sentence.End, next), isEncoded);
                previous = sentence.End;
            }

            at = next < previous ? Next(text, previous) : next;
        }

        if (found.Count + found.UnplacedCount == before)
            ReadOther(text, found, isEncoded);
    }

    private static int Next(MessageText text, int from)
    {
        var at = text.Text.IndexOf(SentenceReader.Anchor, from, StringComparison.Ordinal);
        return at < 0 ? text.Length : at;
    }

    private static void Add(DenialList found, DenialSentence sentence, string? code, bool isEncoded)
    {
        if (sentence.Action is null)
        {
            found.AddUnplaced($"not recognised: it is not certain where the action's name ends in `{JsonWords.Shorten(LastWords(sentence.Message))}`; give the whole text");
            return;
        }

        found.AddText(new Denial
        {
            Source = DenialSource.Text,
            PrincipalArn = sentence.Principal,
            RoleArn = AssumedRole.IsRole(sentence.Principal) ? sentence.Principal : null,
            Action = sentence.Action,
            Resource = sentence.Resource,
            ErrorCode = code,
            ErrorMessage = sentence.Message,
            Reason = sentence.Reason,
            AuthorizationId = sentence.AuthorizationId,
            IsTruncated = sentence.IsCut,
            HasEncodedMessage = isEncoded,
        });
    }

    private static void ReadOther(MessageText text, DenialList found, bool isEncoded)
    {
        var code = Surroundings.CodeIn(text);
        if (KnownTexts.GateOf(text) is { } gate)
            found.AddText(new Denial { Source = DenialSource.Text, Gate = gate, ErrorCode = code });
        else if (isEncoded)
            found.AddUnplaced(Encoded);
        else if (code is not null)
            found.AddUnplaced(BareCode.Replace("{0}", JsonWords.Shorten(code), StringComparison.Ordinal));
    }

    private static string LastWords(string message) => message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..];
}
