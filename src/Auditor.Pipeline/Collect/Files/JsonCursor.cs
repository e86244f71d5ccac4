using System.Runtime.CompilerServices;
using System.Text.Json;
using Auditor.Engine.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads the object that the cursor has entered, which begins at the offset.</summary>
internal delegate void ReadElement(ref JsonCursor cursor, long start);

/// <summary>
/// Walks over the JSON of a file, and notes what is not as expected, with its place. A member that is null counts as absent.
/// Broken JSON comes out as a <see cref="JsonException"/>, of which <see cref="SnapshotFile"/> makes a gap. Policy documents are passed over without a
/// look into them, so that one that is known already costs nothing: <see cref="JumpedDocuments"/> remembers which of them nobody has looked into.
/// </summary>
internal ref partial struct JsonCursor
{
    public const int DeepestNesting = 200;
    private readonly ReadOnlyMemory<byte> utf8;
    private readonly TextPlaces places;
    private readonly JumpedDocuments jumped;
    private JsonScanner reader;

    public JsonCursor(ReadOnlyMemory<byte> utf8, TextPlaces places, FileGaps gaps, JumpedDocuments jumped)
    {
        this.utf8 = utf8;
        this.places = places;
        this.jumped = jumped;
        Gaps = gaps;
        reader = new JsonScanner(utf8.Span, DeepestNesting);
        reader.Read();
    }

    public FileGaps Gaps { get; }

    /// <summary>Errors so far that leave something unknown about an entry.</summary>
    public int FaultCount { get; private set; }

    public readonly bool IsNull => reader.TokenType == JsonTokenType.Null;

    public readonly long Offset => reader.TokenStartIndex;

    public readonly TextPosition PositionOf(long offset) => places.At(offset);

    /// <summary>Notes an error that leaves something unknown about the entry.</summary>
    public void Fault(long offset, string error)
    {
        FaultCount++;
        Note(offset, error);
    }

    /// <summary>Notes an error that leaves something unknown about the entry; its text is made only if it is listed.</summary>
    public void Fault(long offset, [InterpolatedStringHandlerArgument("")] ErrorText error)
    {
        FaultCount++;
        Note(offset, error);
    }

    /// <summary>Notes an error that no decision hangs on.</summary>
    public readonly void Note(long offset, string error) => Gaps.AddFile(places.At(offset), error);

    /// <summary>Notes an error that no decision hangs on; its text is made only if it is listed.</summary>
    public readonly void Note(long offset, [InterpolatedStringHandlerArgument("")] ErrorText error)
    {
        if (Gaps.IsFull)
            Gaps.AddUnlisted();
        else
            Note(offset, error.ToString());
    }

    /// <summary>Enters the object that is the file.</summary>
    public bool EnterFile() => Enter(JsonTokenType.StartObject, "the file", "");

    /// <summary>Enters the object that is the value of a member; false, without a gap, if the value is null.</summary>
    public bool EnterObject(string name) => Enter(JsonTokenType.StartObject, "", name);

    /// <summary>Enters the object that is an element of a list.</summary>
    public bool EnterElement(string list) => Enter(JsonTokenType.StartObject, "an element of ", list);

    public bool EnterList(string name) => Enter(JsonTokenType.StartArray, "", name);

    /// <summary>Goes to the value of the next member that is in the table; a member that stands twice is noted, its later values do not count.</summary>
    public bool NextMember(MemberNames names, ref ulong seen, out string name)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var at = reader.TokenStartIndex;
            var index = names.IndexOf(in reader, seen);
            reader.Read();
            name = index < 0 ? "" : names[index];
            if (index >= 0 && (seen & (1UL << index)) == 0)
            {
                seen |= 1UL << index;
                return true;
            }

            if (index >= 0)
                Fault(at, $"`{name}` stands twice in one object");
            reader.Skip();
        }

        name = "";
        return false;
    }

    /// <summary>Goes to the value of the next member whatever its name is.</summary>
    public bool NextEntry(out string name, out long offset)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            offset = reader.TokenStartIndex;
            var text = GetText(null);
            reader.Read();
            name = text ?? "";
            if (text is not null)
                return true;
            reader.Skip();
        }

        (name, offset) = ("", 0);
        return false;
    }

    /// <summary>Goes to the next element of a list.</summary>
    public bool NextElement(string name)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Null)
                return true;
            Fault(reader.TokenStartIndex, $"an element of `{name}` is null");
        }

        return false;
    }

    /// <summary>Reads the objects of a list, one after the other.</summary>
    public void ForEach(string list, ReadElement read)
    {
        if (!EnterList(list))
            return;
        while (NextElement(list))
        {
            var start = reader.TokenStartIndex;
            if (EnterElement(list))
                read(ref this, start);
        }
    }

    public void Skip() => reader.Skip();

    /// <summary>Notes that somebody has found the document to be JSON.</summary>
    public readonly void Confirm(RawDocument document) => jumped.Confirm(document);

    /// <summary>Reads <c>IsTruncated</c>, <c>NextToken</c> or <c>Marker</c>: what stands in the file counts, but is not everything.</summary>
    /// <returns>True if it is set.</returns>
    public bool Truncation(string name)
    {
        var isComplete = reader.TokenType is JsonTokenType.Null or JsonTokenType.False;
        if (!isComplete)
            Gaps.AddTruncated(places.At(reader.TokenStartIndex), $"the list is not complete: `{name}` is set");
        reader.Skip();
        return !isComplete;
    }

    /// <summary>Reads on to the end of the file, so that whatever stands behind the object is noticed.</summary>
    public void Finish()
    {
        while (reader.Read())
            reader.Skip();
    }

    private bool Enter(JsonTokenType start, string before, string name)
    {
        if (reader.TokenType == start)
            return true;
        Mismatch(name, JsonWords.Describe(start), before);
        return false;
    }

    private void Mismatch(string name, string expected, string before = "")
    {
        if (IsNull && name.Length > 0)
            return;
        if (name.Length > 0)
            Fault(reader.TokenStartIndex, $"{before}`{JsonWords.Shorten(name)}` must be {expected}, not {JsonWords.Describe(reader.TokenType)}");
        else
            Fault(reader.TokenStartIndex, $"{before} must be {expected}, not {JsonWords.Describe(reader.TokenType)}");
        reader.Skip();
    }
}
