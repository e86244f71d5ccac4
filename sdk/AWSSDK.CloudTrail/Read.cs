using System.Text.Json;
using Amazon.CloudTrail.Model;
using StandIn;

namespace Amazon.CloudTrail;

/// <summary>Reads the shapes of answers.</summary>
internal static class Read
{
    public static Event Event(JsonElement x) => new()
    {
        EventId = x.Text("EventId"),
        EventName = x.Text("EventName"),
        ReadOnly = x.Text("ReadOnly"),
        AccessKeyId = x.Text("AccessKeyId"),
        EventTime = x.Date("EventTime"),
        EventSource = x.Text("EventSource"),
        Username = x.Text("Username"),
        Resources = x.List("Resources", Resource),
        CloudTrailEvent = x.Text("CloudTrailEvent"),
    };

    public static Resource Resource(JsonElement x) => new()
    {
        ResourceType = x.Text("ResourceType"),
        ResourceName = x.Text("ResourceName"),
    };
}
