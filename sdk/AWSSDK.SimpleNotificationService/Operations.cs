using Amazon.SimpleNotificationService.Model;
using StandIn;
using static Amazon.SimpleNotificationService.Write;

namespace Amazon.SimpleNotificationService;

/// <summary>The operations: how each request is written and its answer read.</summary>
internal static class Operations
{
    private static readonly ServiceModel Service = new("Amazon.SimpleNotificationService", "2010-03-31", Errors.Make);

    public static readonly QueryOperation<PublishRequest, PublishResponse> Publish = new(
        "Publish", Service,
        (request, writer) => writer
            .Add("TopicArn", request.TopicArn)
            .Add("TargetArn", request.TargetArn)
            .Add("PhoneNumber", request.PhoneNumber)
            .Add("Message", request.Message)
            .Add("Subject", request.Subject)
            .Add("MessageStructure", request.MessageStructure)
            .AddMap("MessageAttributes", request.MessageAttributes, MessageAttributeValue)
            .Add("MessageDeduplicationId", request.MessageDeduplicationId)
            .Add("MessageGroupId", request.MessageGroupId),
        result => new PublishResponse
        {
            MessageId = result.Text("MessageId"),
            SequenceNumber = result.Text("SequenceNumber"),
        });
}
