using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace Auditor.Engine.Json;

/// <content>Texts.</content>
internal ref partial struct JsonScanner
{
    private const int EscapedCharacterLength = 6;

    /// <summary>The text or name as a string of its own.</summary>
    /// <exception cref="InvalidOperationException">It is half of a surrogate pair, or not valid UTF-8.</exception>
    public readonly string GetString() => !ValueIsEscaped && Ascii.IsValid(ValueSpan) ? Encoding.ASCII.GetString(ValueSpan) : AsRead().GetString()!;

    /// <summary>The text or name, as a string that others with the same text may share.</summary>
    /// <exception cref="InvalidOperationException">It is half of a surrogate pair, or not valid UTF-8.</exception>
    public readonly string GetSharedString() => !ValueIsEscaped && SharedTexts.Get(ValueSpan) is { } known ? known : GetString();

    public readonly bool ValueTextEquals(ReadOnlySpan<byte> text) => ValueIsEscaped ? AsRead().ValueTextEquals(text) : ValueSpan.SequenceEqual(text);

    /// <summary>The token as the runtime's reader gives it: text, a name (as text) or a number.</summary>
    public readonly Utf8JsonReader AsRead()
    {
        var isText = TokenType is JsonTokenType.String or JsonTokenType.PropertyName;
        var reader = new Utf8JsonReader(isText ? utf8.Slice(valueStart - 1, valueLength + 2) : utf8[TokenStartIndex..at]);
        reader.Read();
        return reader;
    }

    private void ReadText(JsonTokenType type)
    {
        var from = at + 1;
        var isEscaped = false;
        var position = EndOfPlainText(from);
        while (position < utf8.Length && utf8[position] == '\\')
        {
            isEscaped = true;
            position = EndOfPlainText(position + EscapeLength(utf8[position..]));
        }

        if (position >= utf8.Length || utf8[position] != '"')
            throw Broken();
        SetValue(from, position - from, type, at);
        ValueIsEscaped = isEscaped;
        at = position + 1;
    }

    /// <summary>Where the next quotation mark, escape or control character stands.</summary>
    private readonly int EndOfPlainText(int position)
    {
        while (utf8.Length - position >= Vector128<byte>.Count)
        {
            var bytes = Vector128.Create(utf8[position..]);
            var ends = Vector128.Equals(bytes, Vector128.Create((byte)'"')) | Vector128.Equals(bytes, Vector128.Create((byte)'\\'))
                | Vector128.LessThan(bytes, Vector128.Create((byte)' '));
            if (ends != Vector128<byte>.Zero)
                return position + BitOperations.TrailingZeroCount(ends.ExtractMostSignificantBits());
            position += Vector128<byte>.Count;
        }

        while (position < utf8.Length && utf8[position] is not ((byte)'"' or (byte)'\\' or < (byte)' '))
            position++;
        return position;
    }

    private static int EscapeLength(ReadOnlySpan<byte> escape)
    {
        if (escape.Length > 1 && "\"\\/bfnrt"u8.Contains(escape[1]))
            return 2;
        if (escape.Length < EscapedCharacterLength || escape[1] != 'u')
            throw Broken();
        foreach (var digit in escape[2..EscapedCharacterLength])
        {
            if (!char.IsAsciiHexDigit((char)digit))
                throw Broken();
        }

        return EscapedCharacterLength;
    }
}
