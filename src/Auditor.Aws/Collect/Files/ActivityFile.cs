using System.Text.Json;
using Amazon.CloudTrail.Model;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes <c>activity.json</c>: the records of LookupEvents with the span that they cover.</summary>
internal static class ActivityFile
{
    public static void Write(Utf8JsonWriter writer, CollectedActivity log)
    {
        writer.WriteStartObject();
        writer.Time("From", log.From.UtcDateTime);
        writer.Time("To", log.To.UtcDateTime);
        writer.Objects("Events", log.Events, record => WriteEvent(writer, record));
        if (log.IsTruncated)
            writer.WriteBoolean("IsTruncated", true);
        writer.WriteEndObject();
    }

    private static void WriteEvent(Utf8JsonWriter writer, Event record)
    {
        writer.Text("EventId", record.EventId);
        writer.Text("EventName", record.EventName);
        writer.Text("ReadOnly", record.ReadOnly);
        writer.Time("EventTime", record.EventTime);
        writer.Text("EventSource", record.EventSource);
        writer.Text("Username", record.Username);
        writer.Text("CloudTrailEvent", record.CloudTrailEvent);
    }
}
