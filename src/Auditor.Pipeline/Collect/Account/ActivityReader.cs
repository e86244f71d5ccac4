using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads <c>activity.json</c>: CloudTrail's records, bare or as LookupEvents wraps them.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_LookupEvents.html"/>.</remarks>
internal static class ActivityReader
{
    public static ActivityLog? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("the file"))
            return null;
        var log = new ActivityLog();
        while (cursor.NextMember(out var member))
        {
            if (member == "From")
                log = log with { From = cursor.Moment(member) };
            else if (member == "To")
                log = log with { To = cursor.Moment(member) };
            else if (member == "Events")
                log = log with { Events = ReadEvents(member, ref cursor) };
            else
                Pages.Skip(member, ref cursor);
        }

        return log;
    }

    private static ImmutableArray<ActivityEvent> ReadEvents(string list, ref JsonCursor cursor)
    {
        if (!cursor.EntersList(list))
            return [];
        var events = ImmutableArray.CreateBuilder<ActivityEvent>();
        while (cursor.NextElement())
        {
            var position = cursor.Position;
            var draft = new EventDraft();
            if (!cursor.EntersObject(list))
                continue;
            ReadEvent(ref cursor, draft);
            if (draft.ToEvent() is { } call)
                events.Add(call);
            else
                cursor.File.Fault(position, "an event needs `eventTime`, `eventName` and `eventSource`");
        }

        return events.ToImmutable();
    }

    private static void ReadEvent(ref JsonCursor cursor, EventDraft draft)
    {
        while (cursor.NextMember(out var member))
        {
            if (member == "CloudTrailEvent")
                ReadWrapped(ref cursor, draft);
            else
                draft.ReadMember(member, ref cursor);
        }
    }

    private static void ReadWrapped(ref JsonCursor cursor, EventDraft draft)
    {
        if (cursor.Text("CloudTrailEvent") is not { } text)
            return;
        try
        {
            var inner = new JsonCursor(cursor.File, Encoding.UTF8.GetBytes(text), cursor.Position);
            if (!inner.EntersObject("CloudTrailEvent"))
                return;
            while (inner.NextMember(out var member))
                draft.ReadMember(member, ref inner);
            inner.End();
        }
        catch (JsonException error)
        {
            cursor.Fault($"`CloudTrailEvent` is {Words.Reason(error)}");
        }
    }
}
