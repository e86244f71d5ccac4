using Amazon.SimpleNotificationService;
using Amazon.SimpleNotificationService.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Other;

public sealed class PublishTests
{
    [Fact]
    public async Task A_message_goes_out_with_its_subject_structure_and_attributes()
    {
        using var aws = new FakeAws().On("Publish", FakeAnswer.Ok("<MessageId>m-1</MessageId>"));
        using var client = new AmazonSimpleNotificationServiceClient(
            Clients.Credentials, aws.At<AmazonSimpleNotificationServiceConfig>("eu-west-1"));
        var answer = await client.PublishAsync(new PublishRequest
        {
            TopicArn = "arn:aws:sns:eu-west-1:111122223333:t",
            Subject = "two findings",
            Message = """{"default":"größer + 1 & mehr"}""",
            MessageStructure = "json",
            MessageAttributes = new() { ["severity"] = new MessageAttributeValue { DataType = "String", StringValue = "high" } },
        });

        Assert.Equal(("m-1", null), (answer.MessageId, answer.SequenceNumber));
        Assert.Equal(
            [
                "Action=Publish", """Message={"default":"größer + 1 & mehr"}""", "MessageAttributes.entry.1.Name=severity",
                "MessageAttributes.entry.1.Value.DataType=String", "MessageAttributes.entry.1.Value.StringValue=high",
                "MessageStructure=json",
                "Subject=two findings", "TopicArn=arn:aws:sns:eu-west-1:111122223333:t", "Version=2010-03-31",
            ],
            aws.Requests[0].Parameters.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal(("sns", "eu-west-1"), (aws.Requests[0].Service, aws.Requests[0].Region));
    }

    [Fact]
    public async Task A_topic_that_is_not_there_is_its_own_exception()
    {
        using var aws = new FakeAws().On("Publish", FakeAnswer.Error(404, "NotFound", "Topic does not exist"));
        using var client = new AmazonSimpleNotificationServiceClient(Clients.Credentials, aws.At<AmazonSimpleNotificationServiceConfig>());
        await Assert.ThrowsAsync<NotFoundException>(
            () => client.PublishAsync(new PublishRequest { TopicArn = "arn:aws:sns:eu-west-1:111122223333:t", Message = "m" }));
    }
}
