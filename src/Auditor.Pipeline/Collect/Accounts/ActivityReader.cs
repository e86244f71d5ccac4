using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads an activity file: bare CloudTrail records, or the records of LookupEvents, which carry them as text.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</remarks>
internal static class ActivityReader
{
    private static readonly MemberNames Names = new("From", "To", "Events", "NextToken", "IsTruncated", "Marker");

    public static ActivityLog? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterFile())
            return null;
        DateTimeOffset? from = null, to = null;
        var events = ImmutableArray.CreateBuilder<ActivityEvent>();
        var hasEvents = false;
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            if (name == "From")
                from = cursor.Time(name);
            else if (name == "To")
                to = cursor.Time(name);
            else if (name == "Events")
                hasEvents = ReadEvents(ref cursor, name, events);
            else
                cursor.Truncation(name);
        }

        // That the file has no list of events does not say that nobody has called.
        if (!hasEvents && cursor.FaultCount == 0)
            cursor.Fault(0, "expected the member `Events`, the records of lookup-events");
        return new ActivityLog(from, to, events.ToImmutable());
    }

    /// <summary>False if there is no list.</summary>
    private static bool ReadEvents(ref JsonCursor cursor, string list, ImmutableArray<ActivityEvent>.Builder events)
    {
        if (!cursor.EnterList(list))
            return false;
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            var record = EventReader.Read(ref cursor);
            var read = record.CloudTrailEvent is { } text ? ReadInner(ref cursor, start, text) : record.ToEvent();
            if (read is not null)
                events.Add(read);
            else if (record.CloudTrailEvent is null)
                cursor.Fault(start, "an event needs `eventTime` and `eventName`, or `CloudTrailEvent`");
        }

        return true;
    }

    /// <summary>The record inside a record; its errors stand where the outer one begins.</summary>
    private static ActivityEvent? ReadInner(ref JsonCursor cursor, long start, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        try
        {
            var inner = new JsonCursor(utf8, new TextPlaces(utf8, cursor.PositionOf(start)), cursor.Gaps, new JumpedDocuments());
            if (inner.EnterObject("CloudTrailEvent"))
            {
                var read = EventReader.Read(ref inner).ToEvent();
                inner.Finish();
                if (read is not null)
                    return read;
            }

            cursor.Fault(start, "`CloudTrailEvent` needs `eventTime` and `eventName`");
        }
        catch (JsonException error)
        {
            cursor.Fault(start, "`CloudTrailEvent` is not JSON: " + JsonWords.Reason(JsonScanner.ErrorIn(utf8, JsonCursor.DeepestNesting) ?? error));
        }

        return null;
    }
}
