using System.Text;
using System.Text.Unicode;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>
/// Recognises what people have in hand when a call was denied: the text of an error, as AWS or a tool printed it, or records of CloudTrail in
/// any of the forms in which they are handed on. What cannot be placed is said; nothing is guessed. Foreign input never throws, and takes time
/// in proportion to its length. Safe from any thread.
/// </summary>
public static class DenialReader
{
    /// <summary>How many denials are listed; the others are counted.</summary>
    public const int MostDenials = 1_000;

    private const string NotFound =
        "not recognised: looked for `User: … is not authorized to perform: …`, for a CloudTrail record or an EventBridge event with one, and for known texts without a reason";

    private const string NoDenial =
        "not recognised: looked for records with an `errorCode` such as `AccessDenied` or `Client.UnauthorizedOperation`; none of those given has one";

    private const string Broken = "not recognised: the JSON is broken, and has no text such as `User: … is not authorized to perform: …`";

    private const string BrokenRecord = "not recognised: the JSON of a CloudTrail record is broken or breaks off; give the whole record";

    private const string OtherForm =
        "not recognised: there are parts of CloudTrail records here, in another form than CloudTrail, LookupEvents or EventBridge (`… via CloudTrail`) give them; "
        + "what their callers may have written is not searched for denials: give the records as they are, or the text of the error alone";

    private const string Utf16 = "not recognised: the input is UTF-16; save it as UTF-8";

    /// <summary>Reads a text or JSON.</summary>
    public static DenialReading Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().TrimStart("\ufeff \t\r\n") is ['{' or '[', ..] or ['"', '{', ..] ? Read(Encoding.UTF8.GetBytes(text)) : ReadText(text, new DenialList());
    }

    /// <summary>Reads a text or JSON; bytes that are no UTF-8 count as characters that nobody knows.</summary>
    public static DenialReading Read(ReadOnlyMemory<byte> utf8)
    {
        var bytes = utf8.Span;
        if (FileBytes.IsUtf16(bytes))
            return new DenialList().ToReading(Utf16);
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var found = new DenialList();
        if (bytes.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] or [(byte)'"', (byte)'{', ..])
        {
            EventDenials.Read(bytes, found);
            if (found.RecordCount > 0)
                return found.ToReading(NoDenial);
            if (found.BrokenCount > 0 && (bytes.IndexOf("eventVersion"u8) >= 0 || bytes.IndexOf("userIdentity"u8) >= 0))
                return found.ToReading(BrokenRecord);
        }

        return ReadText(TextOf(bytes), found);
    }

    /// <summary>The runtime's own way takes much memory where many bytes are no UTF-8.</summary>
    private static string TextOf(ReadOnlySpan<byte> utf8)
    {
        var text = new char[utf8.Length];
        Utf8.ToUtf16(utf8, text, out _, out var length);
        return new string(text, 0, length);
    }

    private static DenialReading ReadText(string text, DenialList found)
    {
        // A text in a record, such as the name of the calling program, could be one that the caller chose.
        if (text.Contains("userIdentity", StringComparison.OrdinalIgnoreCase) && text.Contains("eventVersion", StringComparison.OrdinalIgnoreCase))
            return found.ToReading(OtherForm);
        TextDenials.Read(text, found);
        return found.ToReading(found.BrokenCount > 0 ? Broken : NotFound);
    }
}
