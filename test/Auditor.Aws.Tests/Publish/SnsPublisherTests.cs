using System.Text.Json.Nodes;
using Amazon.SimpleNotificationService;
using Auditor.Aws.Publish;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Tests.Publish;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Publish;

public sealed class SnsPublisherTests(MotoServer moto) : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:audit";
    private static readonly SchemaFile Schema = new("digest.schema.json");
    private readonly AmazonSimpleNotificationServiceClient client = MotoClients.Sns(moto.Endpoint);

    public void Dispose() => client.Dispose();

    [Theory]
    [InlineData("""{"severity":["high"]}""")]
    [InlineData("""{"status":["findings","partial"]}""")]
    [InlineData("""{"newCount":[{"numeric":[">",2]}]}""")]
    [InlineData("""{"managementAccount":["111122223333"],"runId":[{"prefix":"20261124T"}]}""")]
    [InlineData(null)]
    public async Task A_digest_passes_a_filter_policy_and_is_what_the_schema_says(string? filterPolicy)
    {
        var subscription = await Subscription.CreateAsync(moto, $"passes-{(filterPolicy ?? "none").Length}", filterPolicy);
        var messageId = await PublishAsync(subscription.TopicArn, 3);
        var envelope = Assert.Single(await subscription.ReceiveAsync());
        Assert.Equal(messageId, envelope["MessageId"]!.GetValue<string>());
        Assert.Equal("Billing Conductor access 111122223333: 1 high, 1 medium, 1 low", envelope["Subject"]!.GetValue<string>());
        var digest = envelope["Message"]!.GetValue<string>();
        Assert.True(Schema.IsValid(digest));
        Assert.Equal(3, JsonNode.Parse(digest)!["findings"]!.AsArray().Count);
        Assert.Equal("high", envelope["MessageAttributes"]!["severity"]!["Value"]!.GetValue<string>());
        Assert.Equal("Number", envelope["MessageAttributes"]!["newCount"]!["Type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"severity":["high"]}""")]
    [InlineData("""{"status":["clean"]}""")]
    [InlineData("""{"newCount":[{"numeric":[">",2]}]}""")]
    public async Task A_digest_that_a_filter_policy_does_not_want_does_not_arrive(string filterPolicy)
    {
        var subscription = await Subscription.CreateAsync(moto, $"stays-out-{filterPolicy.Length}", filterPolicy);
        await PublishAsync(subscription.TopicArn, 1);
        Assert.Empty(await subscription.ReceiveAsync());
    }

    [Theory]
    [InlineData(
        "AuthorizationError",
        403,
        "User: x is not authorized to perform: SNS:Publish on resource: " + Topic + " because",
        "give `sns:Publish` on `" + Topic + "`")]
    [InlineData("AccessDenied", 403, "denied", "give `sns:Publish` on `" + Topic + "`")]
    [InlineData(
        "KMSAccessDenied", 400, "The ciphertext refers to a key that does not exist", "give `kms:GenerateDataKey` and `kms:Decrypt`")]
    [InlineData("KMSDisabled", 400, "arn:aws:kms:us-east-1:111122223333:key/1 is disabled.", "AWS KMS refused the key (`KMSDisabled`): mend the key, or give bucket or topic another")]
    [InlineData("KMSThrottling", 400, "Rate exceeded", "AWS KMS refused the key (`KMSThrottling`): try again")]
    [InlineData("ExpiredToken", 403, "The security token included in the request is expired", "the AWS credentials have expired: renew them")]
    [InlineData("InvalidClientTokenId", 403, "The security token included in the request is invalid", "AWS does not know the credentials")]
    [InlineData("SignatureDoesNotMatch", 403, "Signature expired: 20261130T120000Z is now earlier than", "AWS does not accept the signature")]
    [InlineData("NotFound", 404, "Topic does not exist", "there is no such topic")]
    [InlineData(
        "InvalidParameter",
        400,
        "Invalid parameter: Message too long",
        "AWS answered `InvalidParameter`: Invalid parameter: Message too long")]
    public async Task A_refusal_says_what_to_do(string code, int status, string message, string told)
    {
        using var aws = new FakeAws();
        aws.On("Publish", FakeAnswer.Error(status, code, message));
        using var refused = MotoClients.Sns(aws.Url);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(
            () => new SnsPublisher(refused, Topic).PublishAsync(Message(1), default));
        Assert.StartsWith($"the digest cannot be published to `{Topic}`: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(told, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_is_told()
    {
        using var aws = new FakeAws();
        aws.Always("Publish", FakeAnswer.CutBefore());
        using var silent = MotoClients.Sns(aws.Url);
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => new SnsPublisher(silent, Topic).PublishAsync(Message(1), default));
    }

    [Fact]
    public async Task An_answer_without_a_message_is_not_taken_for_one_that_was_sent()
    {
        using var aws = new FakeAws();
        aws.Always("Publish", FakeAnswer.Ok(""));
        using var hollow = MotoClients.Sns(aws.Url);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => new SnsPublisher(hollow, Topic).PublishAsync(Message(1), default));
        Assert.Contains("AWS_ENDPOINT_URL", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_in_place_of_an_answer_is_told()
    {
        using var aws = new FakeAws();
        aws.Always("Publish", FakeAnswer.Raw(200, "text/html", "<html><body><p>Log in to the proxy<br></body></html>"));
        using var proxy = MotoClients.Sns(aws.Url);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => new SnsPublisher(proxy, Topic).PublishAsync(Message(1), default));
        Assert.Contains("is there a proxy", error.Message, StringComparison.Ordinal);
    }

    private Task<string> PublishAsync(string topicArn, int findings) =>
        new SnsPublisher(client, topicArn).PublishAsync(Message(findings), default);

    private static NotificationMessage Message(int findings) =>
        NotificationComposer.Compose(
            Digest.Of(SampleReport.Of(findings), "20261124T080000Z-0123456789ab", "s3://reports/report.json"), isChat: false);
}
