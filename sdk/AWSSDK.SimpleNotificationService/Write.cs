using Amazon.SimpleNotificationService.Model;
using StandIn;

namespace Amazon.SimpleNotificationService;

/// <summary>Writes the shapes of requests.</summary>
internal static class Write
{
    public static void MessageAttributeValue(MessageAttributeValue shape, QueryWriter writer) => writer
        .Add("DataType", shape.DataType)
        .Add("StringValue", shape.StringValue)
        .Add("BinaryValue", shape.BinaryValue);
}
