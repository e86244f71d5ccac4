using System.Text.Json.Nodes;
using Auditor.Aws.Publish;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Publish;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Aws.Tests.Publish;

/// <summary>The whole stage: a bucket, a topic, and a queue that is subscribed through a filter policy.</summary>
public sealed class PublishRunOnAwsTests(MotoServer moto)
{
    private static readonly SchemaFile Schema = new("digest.schema.json");

    [Fact]
    public async Task A_report_of_5_megabytes_is_linked_and_not_cut()
    {
        var report = SampleReport.Of(1_000, explanation: new string('x', 5_000));
        var subscription = await Subscription.CreateAsync(moto, "large", """{"severity":["high"]}""");
        using var s3 = MotoClients.S3(moto.Endpoint, retries: 8);
        using var sns = MotoClients.Sns(moto.Endpoint);
        await s3.PutBucketAsync("large");
        var result = await new PublishRun(
            new S3Store(s3, "large", "audit"), new SnsPublisher(sns, subscription.TopicArn), TimeProvider.System)
            .RunAsync(report, isChat: true, default);

        var digest = Assert.Single(await subscription.ReceiveAsync())["Message"]!.GetValue<string>();
        Assert.True(Schema.IsValid(digest));
        var message = JsonNode.Parse(digest)!;
        Assert.Empty(message["findings"]!.AsArray());
        Assert.Equal(1_000, message["leftOut"]!["findings"]!.GetValue<int>());

        var uri = new Uri(message["reportUri"]!.GetValue<string>());
        Assert.Equal(("s3", "large"), (uri.Scheme, uri.Host));
        using var stored = await s3.GetObjectAsync(uri.Host, uri.AbsolutePath.TrimStart('/'));
        Assert.InRange(stored.ContentLength, 5_000_000, long.MaxValue);
        using var content = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(content);
        using var expected = new MemoryStream();
        JsonReport.Write(report, expected);
        Assert.True(expected.ToArray().AsSpan().SequenceEqual(content.ToArray()));
        Assert.Equal(RunId.Of(report.GeneratedAt, content.ToArray()), result.RunId);
    }

    [Fact]
    public async Task The_same_report_arrives_once()
    {
        var subscription = await Subscription.CreateAsync(moto, "once", null);
        using var s3 = MotoClients.S3(moto.Endpoint, retries: 8);
        using var sns = MotoClients.Sns(moto.Endpoint);
        await s3.PutBucketAsync("once");
        PublishOutcome[] outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            var run = new PublishRun(new S3Store(s3, "once", "audit"), new SnsPublisher(sns, subscription.TopicArn), TimeProvider.System);
            return (await run.RunAsync(SampleReport.Of(), isChat: false, default)).Outcome;
        }));
        Assert.Single(outcomes, PublishOutcome.Published);
        Assert.Single(await subscription.ReceiveAsync());
    }
}
