using System.Text.Json.Nodes;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class PublishRunTests
{
    private readonly MemoryStore store = new();
    private readonly SkippingTime time = new();
    private readonly Outbox outbox = new("arn:aws:sns:us-east-1:111122223333:audit");

    [Fact]
    public async Task The_report_and_its_digest_are_kept_before_anybody_is_told()
    {
        var kept = Array.Empty<string>();
        outbox.OnPublish = () => kept = [.. store.Keys];
        var report = SampleReport.Of();
        var result = await RunAsync(report);
        Assert.Equal([$"runs/{result.RunId}/digest.json", MarkKey(result), $"runs/{result.RunId}/report.json"], kept);
        using var expected = new MemoryStream();
        JsonReport.Write(report, expected);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(expected.ToArray()), store[$"runs/{result.RunId}/report.json"]);
        Assert.Equal(RunId.Of(report.GeneratedAt, expected.ToArray()), result.RunId);
        var digest = store[$"runs/{result.RunId}/digest.json"];
        Assert.True(new SchemaFile("digest.schema.json").IsValid(digest));
        Assert.Equal(store.UriOf($"runs/{result.RunId}/report.json"), JsonNode.Parse(digest)!["reportUri"]!.GetValue<string>());
        Assert.Equal((PublishOutcome.Published, "message-1"), (result.Outcome, result.MessageId));
    }

    [Fact]
    public async Task Without_a_publisher_the_report_is_kept_and_nobody_is_told()
    {
        var result = await new PublishRun(store, null, time).RunAsync(SampleReport.Of(), isChat: false, default);
        Assert.Equal((PublishOutcome.StoredOnly, null), (result.Outcome, result.MessageId));
        Assert.Equal(2, store.Keys.Count());
    }

    [Fact]
    public async Task The_same_report_is_published_once()
    {
        var first = await RunAsync(SampleReport.Of());
        var writes = store.Writes;
        var second = await RunAsync(SampleReport.Of());
        Assert.Equal(new PublishResult(first.RunId, first.ReportUri, PublishOutcome.AlreadyPublished, null), second);
        Assert.Equal((1, writes), (outbox.Messages.Count, store.Writes));
        await RunAsync(SampleReport.Of(4));
        Assert.Equal(2, outbox.Messages.Count);
    }

    [Fact]
    public async Task A_second_topic_is_told_too()
    {
        await RunAsync(SampleReport.Of());
        var other = new Outbox("arn:aws:sns:us-east-1:111122223333:other");
        var result = await new PublishRun(store, other, time).RunAsync(SampleReport.Of(), isChat: false, default);
        Assert.Equal(PublishOutcome.Published, result.Outcome);
        Assert.Single(other.Messages);
    }

    [Fact]
    public async Task A_refused_message_can_be_sent_by_the_next_run_at_once()
    {
        outbox.OnPublish = () => throw new RunCannotGoOnException("refused");
        Assert.Equal("refused", (await Assert.ThrowsAsync<RunCannotGoOnException>(() => RunAsync(SampleReport.Of()))).Message);
        outbox.OnPublish = null;
        Assert.Equal(PublishOutcome.Published, (await RunAsync(SampleReport.Of())).Outcome);
    }

    [Theory]
    [InlineData(0, PublishOutcome.PublishedElsewhere)]
    [InlineData(14, PublishOutcome.PublishedElsewhere)]
    [InlineData(15, PublishOutcome.Published)]
    public async Task A_run_that_died_while_publishing_is_taken_over_when_it_must_be_dead(int minutes, PublishOutcome outcome)
    {
        outbox.OnPublish = () => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => RunAsync(SampleReport.Of()));
        outbox.OnPublish = null;
        time.Waited += TimeSpan.FromMinutes(minutes);
        Assert.Equal(outcome, (await RunAsync(SampleReport.Of())).Outcome);
    }

    [Fact]
    public async Task Of_two_runs_at_once_one_publishes()
    {
        PublishResult? inner = null;
        outbox.OnPublish = () =>
            inner = new PublishRun(store, new Outbox(outbox.Destination), time).RunAsync(SampleReport.Of(), isChat: false, default).Result;
        var outer = await RunAsync(SampleReport.Of());
        Assert.Equal((PublishOutcome.Published, PublishOutcome.PublishedElsewhere), (outer.Outcome, inner!.Outcome));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"state":"unheard","at":"2026-11-24T08:00:00Z","destination":"x","messageId":null}""")]
    [InlineData("""{"state":"published","at":"yesterday","destination":"x","messageId":null}""")]
    public async Task A_mark_that_nobody_understands_stops_the_run_and_is_kept(string mark)
    {
        var key = MarkKey(await RunAsync(SampleReport.Of()));
        store[key] = mark;
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => RunAsync(SampleReport.Of()));
        Assert.Contains("memory:" + key, error.Message, StringComparison.Ordinal);
        Assert.Equal(mark, store[key]);
        Assert.Single(outbox.Messages);
    }

    [Fact]
    public async Task What_is_kept_under_the_runs_name_and_is_not_its_report_is_replaced()
    {
        var result = await RunAsync(SampleReport.Of());
        var key = $"runs/{result.RunId}/report.json";
        var report = store[key];
        store[key] = "half a report";
        await RunAsync(SampleReport.Of());
        Assert.Equal(report, store[key]);
    }

    [Fact]
    public async Task A_mark_whose_answer_was_lost_is_this_runs_own_and_the_message_is_sent()
    {
        var isLost = true;
        store.LosesAnswer = key => key.Contains("/published-", StringComparison.Ordinal) && isLost && !(isLost = false);
        var result = await new PublishRun(store, outbox, time) { Attempt = "host 1" }.RunAsync(SampleReport.Of(), isChat: false, default);
        Assert.Equal((PublishOutcome.Published, 1), (result.Outcome, outbox.Messages.Count));
    }

    [Fact]
    public async Task A_mark_of_another_run_at_the_same_second_is_not()
    {
        PublishResult? inner = null;
        outbox.OnPublish = () =>
            inner ??= new PublishRun(store, new Outbox(outbox.Destination), time) { Attempt = "host 2" }.RunAsync(SampleReport.Of(), isChat: false, default).Result;
        var outer = await new PublishRun(store, outbox, time) { Attempt = "host 1" }.RunAsync(SampleReport.Of(), isChat: false, default);
        Assert.Equal((PublishOutcome.Published, PublishOutcome.PublishedElsewhere), (outer.Outcome, inner!.Outcome));
    }

    [Fact]
    public async Task Where_not_even_the_refusal_can_be_noted_the_refusal_is_what_is_told()
    {
        outbox.OnPublish = () =>
        {
            store.BeforeWrite = _ => throw new RunCannotGoOnException("the bucket is away");
            throw new RunCannotGoOnException("the topic is away");
        };
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => RunAsync(SampleReport.Of()));
        Assert.Contains("the topic is away", error.Message, StringComparison.Ordinal);
    }

    private static string MarkKey(PublishResult result) =>
        // printf arn:aws:sns:us-east-1:111122223333:audit | sha256sum
        $"runs/{result.RunId}/published-2c8815d7b31b.json";

    private Task<PublishResult> RunAsync(AuditReport report) =>
        new PublishRun(store, outbox, time).RunAsync(report, isChat: false, default);

    private sealed class Outbox(string destination) : IDigestPublisher
    {
        public string Destination { get; } = destination;

        public List<NotificationMessage> Messages { get; } = [];

        public Action? OnPublish { get; set; }

        public Task<string> PublishAsync(NotificationMessage message, CancellationToken cancellationToken)
        {
            OnPublish?.Invoke();
            Messages.Add(message);
            return Task.FromResult($"message-{Messages.Count}");
        }
    }
}
