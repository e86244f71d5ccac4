using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Auditor.Pipeline.Collect;

/// <content>Values: null, with a gap, for one that is of another type; null without a gap for null.</content>
internal ref partial struct JsonCursor
{
    public string? Text(string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return GetText(name);
        Mismatch(name, "text");
        return null;
    }

    /// <summary>Text that stands in many places: equal texts may be one string.</summary>
    public string? SharedText(string name)
    {
        if (reader.TokenType == JsonTokenType.String)
            return GetText(name, isShared: true);
        Mismatch(name, "text");
        return null;
    }

    /// <summary>The characters of a text that is written without escapes, in ASCII; empty for any other value, and for empty text.</summary>
    public readonly ReadOnlySpan<byte> PlainText() =>
        reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped && Ascii.IsValid(reader.ValueSpan) ? reader.ValueSpan : [];

    public bool? Flag(string name)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.TokenType == JsonTokenType.True;
        Mismatch(name, "true or false");
        return null;
    }

    public int? Count(string name)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.AsRead().TryGetInt32(out var count))
            return count;
        Mismatch(name, "a whole number");
        return null;
    }

    /// <summary>A time in ISO 8601 or in seconds since 1970; null, with a gap, for anything else.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (IsNull)
            return null;
        var value = reader.AsRead();
        if (JsonTime.TryRead(ref value, out var time))
            return time;
        var offset = reader.TokenStartIndex;
        reader.Skip();
        Note(offset, $"`{name}` must be a time such as `2026-01-31T00:00:00Z`");
        return null;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (!EnterList(name))
            return [];
        var texts = ImmutableArray.CreateBuilder<string>();
        while (NextElement(name))
        {
            if (Text(name) is { } text)
                texts.Add(text);
        }

        return texts.ToImmutable();
    }

    /// <summary>Passes over a value of any type, and gives its bytes as they stand; null counts as none.</summary>
    /// <param name="likely">A JSON object that may well be the value; then nobody has to look for its end.</param>
    public RawDocument Document(LibraryDocument? likely = null)
    {
        var offset = reader.TokenStartIndex;
        if (likely is not null && utf8.Span[offset..].StartsWith(likely.Value))
        {
            reader.Jump(likely.Value.Length);
            return new RawDocument(utf8[offset..reader.BytesConsumed], offset) { Known = likely };
        }

        if (!reader.Jump())
        {
            reader.Skip();
            return new RawDocument(IsNull ? default : utf8[offset..reader.BytesConsumed], offset);
        }

        return jumped.Add(new RawDocument(utf8[offset..reader.BytesConsumed], offset));
    }

    /// <summary>Passes over the list of a policy's versions, if it is the likely one byte for byte.</summary>
    /// <returns>The document in it; null, and nothing is passed over, if the list is another.</returns>
    public RawDocument? LikelyVersions(LikelyPolicy likely)
    {
        var from = (int)Offset;
        var rest = utf8.Span[from..];
        var start = likely.Before.Length;
        var end = start + likely.Document.Value.Length;
        if (start == 0 || !rest.StartsWith(likely.Before) || !rest[start..].StartsWith(likely.Document.Value) || !rest[end..].StartsWith(likely.Behind))
            return null;
        reader.Jump(end + likely.Behind.Length);
        return new RawDocument(utf8[(from + start)..(from + end)], from + start) { Known = likely.Document };
    }

    /// <summary>What stands in the file from an offset to the end of the value at which the cursor stands.</summary>
    public readonly ReadOnlyMemory<byte> From(long offset) => utf8[(int)offset..reader.BytesConsumed];

    /// <summary>The text of a member's value, or, without a member, of the name at which the cursor stands.</summary>
    private string? GetText(string? member, bool isShared = false)
    {
        try
        {
            return isShared ? reader.GetSharedString() : reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault(reader.TokenStartIndex, (member is null ? "a name" : $"`{member}`") + " is not valid Unicode: half of a surrogate pair");
            return null;
        }
    }
}
