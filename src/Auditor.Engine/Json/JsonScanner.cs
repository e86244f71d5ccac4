using System.Text.Json;

namespace Auditor.Engine.Json;

/// <summary>
/// Reads JSON token by token, with the grammar and the members of <see cref="Utf8JsonReader"/>, but passes over white space, half of every file
/// that AWS's tools print, by the block. It does not say what is wrong with broken JSON: <see cref="ErrorIn"/> asks the runtime's reader for that.
/// </summary>
internal ref partial struct JsonScanner
{
    private readonly ReadOnlySpan<byte> utf8;
    private readonly int deepest;
    private OpenContainers open;
    private bool isInObject;
    private int at;
    private int valueStart;
    private int valueLength;

    /// <param name="utf8">The text, without byte order mark.</param>
    /// <param name="deepest">How many objects and lists may stand inside each other.</param>
    public JsonScanner(ReadOnlySpan<byte> utf8, int deepest)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(deepest, OpenContainers.Most);
        this.utf8 = utf8;
        this.deepest = deepest;
    }

    public JsonTokenType TokenType { get; private set; }

    /// <summary>Where the token starts; of text and names the quotation mark counts.</summary>
    public int TokenStartIndex { get; private set; }

    /// <summary>Where the text goes on behind the token.</summary>
    public readonly int BytesConsumed => at;

    /// <summary>How many objects and lists are open, without the one that the token opens.</summary>
    public int CurrentDepth { get; private set; }

    /// <summary>True if the text or name has an escape.</summary>
    public bool ValueIsEscaped { get; private set; }

    /// <summary>The bytes of a text, a name or a number, without quotation marks, as they stand there.</summary>
    public readonly ReadOnlySpan<byte> ValueSpan => utf8.Slice(valueStart, valueLength);

    /// <summary>What is wrong with broken JSON, and where; null for JSON.</summary>
    public static JsonException? ErrorIn(ReadOnlySpan<byte> utf8, int deepest)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = deepest });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException error)
        {
            return error;
        }
    }

    /// <summary>Goes to the next token; false behind the last one.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public bool Read()
    {
        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            CurrentDepth++;
        PassWhiteSpace();
        if (at == utf8.Length)
            return TokenType != JsonTokenType.None && CurrentDepth == 0 ? false : throw Broken();
        switch (TokenType)
        {
            case JsonTokenType.StartObject when utf8[at] != '}':
                ReadName();
                break;
            case JsonTokenType.StartArray when utf8[at] != ']':
            case JsonTokenType.PropertyName:
            case JsonTokenType.None:
                ReadValue();
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Close();
                break;
            default:
                ReadNext();
                break;
        }

        return true;
    }

    /// <summary>Goes to the last token of the value at which the scanner stands, or of the value of the name.</summary>
    public void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
            Read();
        if (TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = CurrentDepth;
        do
            Read();
        while (CurrentDepth > depth);
    }

    /// <summary>
    /// Goes to the end of the object at which the scanner stands without looking into it: right if what lies between is JSON, which whoever jumps has
    /// to find out. False if the object has no end.
    /// </summary>
    public bool Jump()
    {
        if (TokenType != JsonTokenType.StartObject)
            return false;
        var length = ObjectEnd.Find(utf8[TokenStartIndex..]);
        if (length > 0)
            Jump(length);
        return length > 0;
    }

    /// <summary>Goes to the end of the object at which the scanner stands, which has this length.</summary>
    public void Jump(int length)
    {
        at = TokenStartIndex + length - 1;
        CurrentDepth++;
        Close();
    }

    /// <summary>Behind a value: a comma and what follows it, or the end of what the value stands in.</summary>
    private void ReadNext()
    {
        if (CurrentDepth > 0 && utf8[at] == ',')
        {
            at++;
            PassWhiteSpace();
            if (at == utf8.Length)
                throw Broken();
            if (isInObject)
                ReadName();
            else
                ReadValue();
        }
        else
        {
            Close();
        }
    }

    private void Open(JsonTokenType type)
    {
        if (CurrentDepth >= deepest)
            throw Broken();
        isInObject = type == JsonTokenType.StartObject;
        open.Set(CurrentDepth, isInObject);
        TokenStartIndex = at++;
        TokenType = type;
    }

    private void Close()
    {
        if (CurrentDepth == 0 || utf8[at] != (isInObject ? '}' : ']'))
            throw Broken();
        TokenType = isInObject ? JsonTokenType.EndObject : JsonTokenType.EndArray;
        TokenStartIndex = at++;
        CurrentDepth--;
        isInObject = CurrentDepth > 0 && open.IsObject(CurrentDepth - 1);
    }

    private static JsonException Broken() => new("not JSON");
}
