using System.Text;
using System.Text.Json;
using Auditor.Engine.Conditions;

namespace Auditor.Engine.Policies;

/// <content>Conditions, and what all elements are made of.</content>
internal ref partial struct OutlineReader
{
    private bool ReadCondition()
    {
        Span<Range> operators = stackalloc Range[MostNames];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        var count = 0;
        for (; NextName(); count++)
        {
            var isNew = count < MostNames && IsText() && !IsMet(operators[..count], reader.ValueSpan, isExact: false);
            if (!isNew || !ConditionOperator.TryParse(reader.GetSharedString(), out _))
                return false;
            operators[count] = PlaceOfValue();
            if (!ReadKeys())
                return false;
        }

        return count > 0;
    }

    private bool ReadKeys()
    {
        Span<Range> keys = stackalloc Range[MostNames];
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return false;
        for (var count = 0; NextName(); count++)
        {
            if (count == MostNames || !IsText() || IsMet(keys[..count], reader.ValueSpan, isExact: false))
                return false;
            keys[count] = PlaceOfValue();
            if (!ReadValues())
                return false;
        }

        return true;
    }

    private bool ReadValues()
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return IsScalar();
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            if (!IsScalar())
                return false;
        }

        return count > 0;
    }

    private readonly bool IsScalar() => reader.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Number || IsText();

    /// <summary>Goes to the name of the next member; false behind the last.</summary>
    private bool NextName() => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private bool NextIsText() => reader.Read() && IsText();

    /// <summary>True of a text or a name without escapes, whose bytes are its characters.</summary>
    private readonly bool IsText() => reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !reader.ValueIsEscaped;

    /// <summary>True if this is the text or the name at which the reader stands.</summary>
    private readonly bool IsValue(ReadOnlySpan<byte> text) => IsText() && reader.ValueSpan.SequenceEqual(text);

    private readonly Range PlaceOfValue() => (reader.TokenStartIndex + 1)..(reader.TokenStartIndex + 1 + reader.ValueSpan.Length);

    private readonly bool IsMet(ReadOnlySpan<Range> met, ReadOnlySpan<byte> name, bool isExact)
    {
        foreach (var place in met)
        {
            if (isExact ? utf8[place].SequenceEqual(name) : Ascii.EqualsIgnoreCase(utf8[place], name))
                return true;
        }

        return false;
    }
}
