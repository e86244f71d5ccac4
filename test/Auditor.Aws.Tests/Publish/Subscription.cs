using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace Auditor.Aws.Tests.Publish;

/// <summary>A topic with one queue behind it, under names of the test's own.</summary>
internal sealed class Subscription
{
    private const string SnsVersion = "2010-03-31";
    private const string SqsVersion = "2012-11-05";
    private readonly MotoServer moto;
    private readonly string queueUrl;

    private Subscription(MotoServer moto, string topicArn, string queueUrl)
    {
        this.moto = moto;
        this.queueUrl = queueUrl;
        TopicArn = topicArn;
    }

    public string TopicArn { get; }

    public static async Task<Subscription> CreateAsync(MotoServer moto, string name, string? filterPolicy) =>
        await ToAsync(moto, Value(await moto.QueryAsync("sns", SnsVersion, "CreateTopic", ("Name", name)), "TopicArn"), name, filterPolicy);

    /// <summary>A queue behind a topic that is there.</summary>
    public static async Task<Subscription> ToAsync(MotoServer moto, string topic, string name, string? filterPolicy)
    {
        var queue = Value(await moto.QueryAsync("sqs", SqsVersion, "CreateQueue", ("QueueName", name)), "QueueUrl");
        var queueArn = $"arn:aws:sqs:us-east-1:{MotoServer.DefaultAccount}:{name}";
        var subscription = Value(
            await moto.QueryAsync("sns", SnsVersion, "Subscribe", ("TopicArn", topic), ("Protocol", "sqs"), ("Endpoint", queueArn)),
            "SubscriptionArn");
        if (filterPolicy is not null)
        {
            await moto.QueryAsync(
                "sns", SnsVersion, "SetSubscriptionAttributes", (
                    "SubscriptionArn", subscription), ("AttributeName", "FilterPolicy"), ("AttributeValue", filterPolicy));
        }

        return new Subscription(moto, topic, queue);
    }

    /// <summary>What has arrived, taken from the queue: SNS's envelopes.</summary>
    public async Task<JsonObject[]> ReceiveAsync()
    {
        var answer = await moto.QueryAsync("sqs", SqsVersion, "ReceiveMessage", ("QueueUrl", queueUrl), ("MaxNumberOfMessages", "10"));
        return
        [
            .. answer.Descendants().Where(element => element.Name.LocalName == "Body").Select(
                body => JsonNode.Parse(body.Value)!.AsObject()),
        ];
    }

    private static string Value(XElement answer, string name) =>
        answer.Descendants().Single(element => element.Name.LocalName == name).Value;
}
