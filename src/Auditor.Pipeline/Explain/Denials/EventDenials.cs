using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>
/// Finds records of CloudTrail in JSON: alone, in a list, in a file of CloudTrail (<c>Records</c>), in an answer of LookupEvents
/// (<c>Events</c>, each with its record as text, or these texts alone), in events of EventBridge, in messages of queues, topics and logs.
/// </summary>
internal static class EventDenials
{
    private const int DeepestNesting = 200;
    private const int DeepestRecord = 5;
    // An exception is dear: who gives more broken pieces than this gets no answer about the others.
    private const int MostBroken = 1_000;
    private const string FromCloudTrail = "via CloudTrail";
    private static readonly MemberNames Containers = new(
        "Records", "Events", "events", "CloudTrailEvent", "message", "detail", "logEvents", "@message", "Messages", "Message", "Body", "body");

    /// <summary>Reads JSON values one after the other; where they break off, line by line from there on.</summary>
    public static void Read(ReadOnlySpan<byte> utf8, DenialList found)
    {
        var rest = utf8[ReadValues(utf8, found)..];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            line = line.Trim(" \t\r"u8);
            if (!line.IsEmpty && (line[0] != '{' || found.BrokenCount >= MostBroken || ReadValues(line, found) < line.Length))
                found.BrokenCount++;
        }
    }

    /// <summary>Reads the values that are whole; gives where the first stands that is not.</summary>
    private static int ReadValues(ReadOnlySpan<byte> utf8, DenialList found)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = DeepestNesting, AllowMultipleValues = true });
        var done = 0;
        var records = found.RecordCount;
        try
        {
            while (reader.Read())
            {
                ReadValue(ref reader, 0, found);
                done = (int)reader.BytesConsumed;
                records = found.RecordCount;
            }

            return utf8.Length;
        }
        catch (JsonException)
        {
            // What was read of the broken value counts and is not read again.
            return found.RecordCount > records ? AfterLine(utf8, (int)reader.BytesConsumed) : done;
        }
    }

    private static int AfterLine(ReadOnlySpan<byte> utf8, int at)
    {
        var end = utf8[at..].IndexOf((byte)'\n');
        return end < 0 ? utf8.Length : at + end + 1;
    }

    private static void ReadValue(ref Utf8JsonReader reader, int depth, DenialList found)
    {
        if (reader.TokenType == JsonTokenType.StartObject && depth < DeepestRecord)
            Add(ReadObject(ref reader, depth, found), found);
        else if (reader.TokenType == JsonTokenType.StartArray && depth < DeepestRecord)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                ReadValue(ref reader, depth + 1, found);
        }
        else if (reader.TokenType == JsonTokenType.String && depth < DeepestRecord && IsObject(ref reader) && Text(ref reader) is { } text)
            ReadInner(text, depth + 1, found);
        else
            reader.Skip();
    }

    /// <summary>Null for an object without any member of a record.</summary>
    private static RecordDraft? ReadObject(ref Utf8JsonReader reader, int depth, DenialList found)
    {
        RecordDraft? draft = null;
        var seen = 0UL;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (RecordReader.TryReadMember(ref reader, ref draft, ref seen))
                continue;
            var index = Containers.IndexOf(ref reader);
            reader.Read();
            if (index < 0)
                reader.Skip();
            else if (Containers[index] == "detail")
                ReadDetail(ref reader, depth, draft ??= new RecordDraft(), found);
            else
                ReadContainer(ref reader, depth, found);
        }

        return draft;
    }

    private static void ReadDetail(ref Utf8JsonReader reader, int depth, RecordDraft draft, DenialList found)
    {
        if (draft.Detail is not null)
            draft.Duplicate ??= "detail";
        if (reader.TokenType == JsonTokenType.StartObject && depth < DeepestRecord)
            draft.Detail = ReadObject(ref reader, depth + 1, found);
        else
            reader.Skip();
    }

    /// <summary>A list of records, or the text of one.</summary>
    private static void ReadContainer(ref Utf8JsonReader reader, int depth, DenialList found)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            ReadValue(ref reader, depth + 1, found);
        else if (reader.TokenType == JsonTokenType.String)
            ReadValue(ref reader, depth, found);
        else
            reader.Skip();
    }

    private static void ReadInner(byte[] text, int depth, DenialList found)
    {
        if (found.BrokenCount >= MostBroken)
        {
            found.BrokenCount++;
            return;
        }

        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            reader.Read();
            ReadValue(ref reader, depth, found);
        }
        catch (JsonException)
        {
            found.BrokenCount++;
        }
    }

    private static void Add(RecordDraft? draft, DenialList found)
    {
        if (draft is null)
            return;
        if (draft.Detail is { IsRecord: true } record && draft.DetailType is { } type && type.EndsWith(FromCloudTrail, StringComparison.Ordinal))
        {
            record.Duplicate ??= draft.Duplicate;
            RecordDenials.Add(record, DenialSource.EventBridgeEvent, found);
        }
        else if (draft.IsRecord)
            RecordDenials.Add(draft, DenialSource.CloudTrailRecord, found);
    }

    private static bool IsObject(ref Utf8JsonReader reader) => reader.ValueSpan.TrimStart((byte)' ') is [(byte)'{', ..];

    private static byte[]? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return Encoding.UTF8.GetBytes(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
