using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace Auditor.Engine.Json;

/// <content>Names, words, numbers and the white space between them.</content>
internal ref partial struct JsonScanner
{
    private void PassWhiteSpace()
    {
        while (at < utf8.Length && utf8[at] <= ' ')
        {
            switch (utf8[at++])
            {
                case (byte)'\n':
                    PassSpaces();
                    break;
                case (byte)' ' or (byte)'\r' or (byte)'\t':
                    break;
                default:
                    throw Broken();
            }
        }
    }

    private void PassSpaces()
    {
        while (Vector256.IsHardwareAccelerated && utf8.Length - at >= Vector256<byte>.Count)
        {
            var others = ~Vector256.Equals(Vector256.Create(utf8[at..]), Vector256.Create((byte)' ')).ExtractMostSignificantBits();
            at += BitOperations.TrailingZeroCount(others);
            if (others != 0)
                return;
        }

        while (utf8.Length - at >= Vector128<byte>.Count)
        {
            var others = ~Vector128.Equals(Vector128.Create(utf8[at..]), Vector128.Create((byte)' '));
            if (others != Vector128<byte>.Zero)
            {
                at += BitOperations.TrailingZeroCount(others.ExtractMostSignificantBits());
                return;
            }

            at += Vector128<byte>.Count;
        }
    }

    private void ReadName()
    {
        if (utf8[at] != '"')
            throw Broken();
        ReadText(JsonTokenType.PropertyName);
        PassWhiteSpace();
        if (at == utf8.Length || utf8[at] != ':')
            throw Broken();
        at++;
    }

    private void ReadValue()
    {
        switch (utf8[at])
        {
            case (byte)'"':
                ReadText(JsonTokenType.String);
                break;
            case (byte)'{':
                Open(JsonTokenType.StartObject);
                break;
            case (byte)'[':
                Open(JsonTokenType.StartArray);
                break;
            case (byte)'t':
                ReadWord("true"u8, JsonTokenType.True);
                break;
            case (byte)'f':
                ReadWord("false"u8, JsonTokenType.False);
                break;
            case (byte)'n':
                ReadWord("null"u8, JsonTokenType.Null);
                break;
            default:
                ReadNumber();
                break;
        }
    }

    private void ReadWord(ReadOnlySpan<byte> word, JsonTokenType type)
    {
        if (!utf8[at..].StartsWith(word))
            throw Broken();
        SetValue(at, word.Length, type, at);
        at += word.Length;
    }

    private void ReadNumber()
    {
        var position = at + (utf8[at] == '-' ? 1 : 0);
        var digits = DigitsAt(position);
        if (digits == 0 || (digits > 1 && utf8[position] == '0'))
            throw Broken();
        position += digits;
        if (position < utf8.Length && utf8[position] == '.')
            position = PassDigits(position + 1);
        if (position < utf8.Length && utf8[position] is (byte)'e' or (byte)'E')
            position = PassDigits(position + (position + 1 < utf8.Length && utf8[position + 1] is (byte)'+' or (byte)'-' ? 2 : 1));
        // Like the runtime's reader: the number has to end there. What may not follow an end is found by the next token.
        if (position == utf8.Length ? CurrentDepth > 0 : !",}] \n\r\t/"u8.Contains(utf8[position]))
            throw Broken();
        SetValue(at, position - at, JsonTokenType.Number, at);
        at = position;
    }

    private readonly int PassDigits(int position)
    {
        var digits = DigitsAt(position);
        return digits > 0 ? position + digits : throw Broken();
    }

    private readonly int DigitsAt(int position)
    {
        var length = utf8[position..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return length < 0 ? utf8.Length - position : length;
    }

    private void SetValue(int from, int length, JsonTokenType type, int start)
    {
        valueStart = from;
        valueLength = length;
        ValueIsEscaped = false;
        TokenStartIndex = start;
        TokenType = type;
    }
}
