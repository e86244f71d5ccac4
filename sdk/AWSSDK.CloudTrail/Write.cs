using System.Text.Json;
using Amazon.CloudTrail.Model;
using StandIn;

namespace Amazon.CloudTrail;

/// <summary>Writes the shapes of requests.</summary>
internal static class Write
{
    public static void LookupAttribute(LookupAttribute shape, Utf8JsonWriter writer) => writer
        .Add("AttributeKey", shape.AttributeKey)
        .Add("AttributeValue", shape.AttributeValue);
}
