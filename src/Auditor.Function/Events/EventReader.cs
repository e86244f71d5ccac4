using System.Globalization;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Explain;

namespace Auditor.Function.Events;

/// <summary>Reads the function's events (schema/request.schema.json).</summary>
internal static class EventReader
{
    /// <summary>Reads an event.</summary>
    /// <exception cref="UnknownEventException">It is none of those that are accepted.</exception>
    /// <exception cref="InvalidRequestException">A member is not as it should be.</exception>
    public static FunctionRequest Read(JsonElement payload)
    {
        try
        {
            return ReadText(payload);
        }
        catch (InvalidOperationException error) when (error.InnerException is DecoderFallbackException or null)
        {
            // JSON is only checked for its form when it is parsed: what is no text shows when it is read.
            throw new InvalidRequestException("the event has text that is not valid Unicode");
        }
    }

    private static FunctionRequest ReadText(JsonElement payload)
    {
        if (payload.ValueKind != JsonValueKind.Object)
            throw new UnknownEventException($"an event is a JSON object, and this is {Kind(payload)}");
        if (IsEventBridgeSchedule(payload, out var time))
            return Scheduled(time);
        if (IsFromCloudTrail(payload))
            return new DenialEvent(DenialReader.Read(Encoding.UTF8.GetBytes(payload.GetRawText())));
        var members = payload.EnumerateObject().Select(member => member.Name).ToArray();
        if (members is not [var kind])
            throw new UnknownEventException($"the event has {(members.Length == 0 ? "no member" : $"the members {string.Join(", ", members.Take(10).Select(Quote))}")}, and should have one that says what to do");
        var value = payload.GetProperty(kind);
        return kind switch
        {
            "audit" => AuditRequestReader.Read(new RequestMembers(value, kind)),
            "simulate" => Simulate(value),
            "explain" => ExplainRequestReader.Read(new RequestMembers(value, kind)),
            "schedule" => Schedule(new RequestMembers(value, kind)),
            "continue" => Continue(new RequestMembers(value, kind)),
            "plan" => DistributedRequestReader.Plan(new RequestMembers(value, kind)),
            "account" => DistributedRequestReader.Account(new RequestMembers(value, kind)),
            "aggregate" => DistributedRequestReader.Aggregate(new RequestMembers(value, kind)),
            "heartbeat" => Heartbeat(new RequestMembers(value, kind)),
            "testMessage" => TestMessage(new RequestMembers(value, kind)),
            _ => throw new UnknownEventException($"the event's member is {Quote(kind)}"),
        };
    }

    /// <summary>The run of a moment at which the schedule fell due; a repeated delivery is the same run.</summary>
    private static AuditRequest Scheduled(DateTimeOffset time) => new()
    {
        IsPublished = true,
        ScheduledFor = time,
        RunId = "schedule-" + time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture),
    };

    private static AuditRequest Schedule(RequestMembers members)
    {
        members.AllowOnly("time");
        return Scheduled(members.Moment("time") ?? throw members.Expected("time", "the moment at which the schedule fell due, as `2026-11-25T06:00:00Z`"));
    }

    private static SimulateRequest Simulate(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? new SimulateRequest(value)
        : throw new InvalidRequestException($"`simulate`: expected a request as `auditor simulate` reads it, or a list of such, found {Kind(value)}");

    private static TestMessageRequest TestMessage(RequestMembers members)
    {
        const string What = "who answers for principals, as tags or assignments name them";
        members.AllowOnly("owner");
        var owner = members.Text("owner", What);
        // An attribute of a message may not be empty, and no subscription can tell one blank from another.
        return owner is not null && string.IsNullOrWhiteSpace(owner) ? throw members.Expected("owner", What) : new TestMessageRequest(owner);
    }

    private static ContinueRequest Continue(RequestMembers members)
    {
        members.AllowOnly("runId", "part");
        return new ContinueRequest(
            members.RunId("runId") ?? throw members.Expected("runId", "the run to go on with"),
            members.Number("part", 2, 1000) ?? throw members.Expected("part", "which invocation of the run this is, from 2"));
    }

    private static HeartbeatRequest Heartbeat(RequestMembers members)
    {
        members.AllowOnly();
        return new HeartbeatRequest();
    }

    /// <summary>The stack's rule hands on what CloudTrail recorded, as it is.</summary>
    private static bool IsFromCloudTrail(JsonElement payload) =>
        payload.TryGetProperty("detail-type", out var type) && type.ValueKind == JsonValueKind.String && type.GetString()!.EndsWith("via CloudTrail", StringComparison.Ordinal)
        && payload.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.Object;

    /// <summary>A rule of EventBridge can take the place of the scheduler.</summary>
    private static bool IsEventBridgeSchedule(JsonElement payload, out DateTimeOffset time)
    {
        time = default;
        return payload.TryGetProperty("detail-type", out var type) && type.ValueKind == JsonValueKind.String && type.ValueEquals("Scheduled Event")
            && payload.TryGetProperty("time", out var moment) && moment.ValueKind == JsonValueKind.String && moment.TryGetDateTimeOffset(out time);
    }

    internal static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    internal static string Quote(string text) => $"`{(text.Length <= 60 ? text : text[..60] + "…")}`";
}
