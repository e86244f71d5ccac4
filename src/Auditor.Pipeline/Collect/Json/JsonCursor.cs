using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Reads one value where the cursor stands, and leaves it on the value's last token.</summary>
internal delegate T ValueReader<T>(ref JsonCursor cursor);

/// <summary>
/// Walks JSON front to back, copying nothing that is not asked for. A value of the wrong type or a member that stands twice becomes
/// a fault of the file and is passed over; broken JSON ends the walk with a <see cref="JsonException"/>.
/// </summary>
internal ref struct JsonCursor
{
    /// <summary>The deepest nesting that is followed.</summary>
    public const int DeepestNesting = 200;

    private const int LongestText = 1 << 20;

    private readonly SnapshotFile file;
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly TextPosition? fixedPlace;
    private readonly SeenMembers seen = new();
    private Utf8JsonReader reader;

    /// <summary>Starts on the first token of the file.</summary>
    public JsonCursor(SnapshotFile file)
        : this(file, file.Utf8, null)
    {
    }

    /// <summary>Starts on the first token of JSON that stands as text within the file, at the given place.</summary>
    public JsonCursor(SnapshotFile file, ReadOnlyMemory<byte> utf8, TextPosition? place)
    {
        this.file = file;
        this.utf8 = utf8;
        fixedPlace = place;
        reader = new Utf8JsonReader(utf8.Span, new JsonReaderOptions { MaxDepth = DeepestNesting });
        reader.Read();
    }

    public readonly SnapshotFile File => file;

    public readonly JsonTokenType Token => reader.TokenType;

    /// <summary>Where the current token stands.</summary>
    public readonly TextPosition Position => fixedPlace ?? file.PositionOf(reader.TokenStartIndex);

    /// <summary>Makes sure that nothing follows the value just read.</summary>
    public void End() => reader.Read();

    /// <summary>True on an object; anything else but null is a fault.</summary>
    public bool EntersObject(string name)
    {
        if (!Expect(JsonTokenType.StartObject, name, "an object"))
            return false;
        seen.Enter(reader.CurrentDepth);
        return true;
    }

    /// <summary>True if the file is an object; a file that is anything else is refused.</summary>
    public bool EntersRoot(string expected)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
            return EntersObject(file.Path);
        file.Refuse(Position, $"expected {expected}, not {Words.Describe(reader.TokenType)}");
        reader.Skip();
        return false;
    }

    /// <summary>Moves to the next member's value; false at the object's end.</summary>
    public bool NextMember(out string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            name = MemberNames.Find(ref reader) ?? ReadString() ?? "";
            var isNew = seen.Add(reader.CurrentDepth, name);
            if (!isNew)
                Fault($"`{Words.Shorten(name)}` stands twice in one object");
            reader.Read();
            if (isNew)
                return true;
            reader.Skip();
        }

        name = "";
        return false;
    }

    /// <summary>True on a list; anything else but null is a fault.</summary>
    public bool EntersList(string name) => Expect(JsonTokenType.StartArray, name, "a list");

    /// <summary>Moves to the next element; false at the list's end.</summary>
    public bool NextElement() => reader.Read() && reader.TokenType != JsonTokenType.EndArray;

    /// <summary>The text, or null for null and after a fault.</summary>
    public string? Text(string name) => Expect(JsonTokenType.String, name, "text") ? ReadString() : null;

    /// <summary>True or false, or null for null and after a fault.</summary>
    public bool? Boolean(string name)
    {
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.TokenType == JsonTokenType.True;
        Expect(JsonTokenType.True, name, "true or false");
        return null;
    }

    /// <summary>The whole number, or null for null and after a fault.</summary>
    public int? Number(string name)
    {
        if (!Expect(JsonTokenType.Number, name, "a number"))
            return null;
        if (reader.TryGetInt32(out var value))
            return value;
        Fault($"`{name}` must be a whole number");
        return null;
    }

    /// <summary>Passes over a member that is not of interest.</summary>
    public void Skip() => reader.Skip();

    /// <summary>Notes where a policy document stands, and passes over it.</summary>
    public DocumentSlice Document()
    {
        var start = (int)reader.TokenStartIndex;
        var (token, position) = (reader.TokenType, fixedPlace);
        reader.Skip();
        return new DocumentSlice(token, utf8[start..(int)reader.BytesConsumed], start, position);
    }

    /// <summary>A moment: ISO 8601, or seconds since 1970; null for null. Something else is noted, but nobody's access rests on it.</summary>
    public DateTimeOffset? Moment(string name)
    {
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        var moment = reader.TokenType switch
        {
            JsonTokenType.String => Moments.Parse(ReadString()),
            JsonTokenType.Number when reader.TryGetDouble(out var seconds) => Moments.FromEpoch(seconds),
            _ => null,
        };
        if (moment is null)
            file.Note(Position, $"`{name}` must be a time such as `2026-01-31T12:00:00Z`");
        reader.Skip();
        return moment;
    }

    /// <summary>Notes that the current value is not what it should be.</summary>
    public readonly void Fault(string error) => file.Fault(Position, error);

    private bool Expect(JsonTokenType token, string name, string words)
    {
        if (reader.TokenType == token)
            return true;
        if (reader.TokenType != JsonTokenType.Null)
            Fault($"`{name}` must be {words}, not {Words.Describe(reader.TokenType)}");
        reader.Skip();
        return false;
    }

    private readonly string? ReadString()
    {
        if (reader.ValueSpan.Length > LongestText)
        {
            Fault($"a text of more than {LongestText} bytes");
            return null;
        }

        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // An escape such as \ud800 alone: JSON's grammar takes it, Unicode does not.
            Fault("a text that is not valid Unicode");
            return null;
        }
    }
}
