using System.Text.Json.Nodes;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class DenialNotificationTests
{
    private const string Update = "billingconductor:UpdateBillingGroup";
    private const string Uri = "s3://reports/answers/denial-1.json";
    private static readonly SchemaFile Schema = new("explanation.schema.json");

    [Fact]
    public void People_get_text_and_machines_get_the_explanation()
    {
        var message = DenialNotification.Compose(Notice(Ops()), isChat: false);
        var body = JsonNode.Parse(message.Body)!;
        Assert.StartsWith("A call was denied, 2026-11-24 00:00 UTC, payer 111122223333\n\nlow BCA701 ops was denied", Text(body, "email"), StringComparison.Ordinal);
        foreach (var protocol in (string[])["email-json", "sqs", "lambda", "http", "https", "firehose"])
            Assert.True(Schema.IsValid(Text(body, protocol)), protocol);
        Assert.Single(JsonNode.Parse(Text(body, "sqs"))!["explanations"]!.AsArray());
        Assert.Equal("Billing Conductor access 111122223333: low, billingconductor:UpdateBillingGroup was denied", message.Subject);
    }

    [Fact]
    public void What_was_not_told_one_by_one_is_counted()
    {
        var notice = Notice(Ops()) with { Repeats = 1, Since = Estate.AsOf.AddDays(-1), Held = 3 };
        var body = JsonNode.Parse(DenialNotification.Compose(notice, isChat: true).Body)!;
        foreach (var text in (string[])[Text(body, "email"), Text(body, "sqs"), Text(body, "https")])
        {
            Assert.Contains("The same was denied once more since the last message about it, of 2026-11-23 00:00 UTC.", text, StringComparison.Ordinal);
            Assert.Contains("3 denials before this one were neither explained nor told", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Chat_gets_a_notification_within_its_limits_that_no_name_can_break()
    {
        var chat = JsonNode.Parse(Text(JsonNode.Parse(DenialNotification.Compose(Notice(Ops()), isChat: true).Body)!, "https"))!;
        Assert.Equal(("1.0", "custom"), (chat["version"]!.ToString(), chat["source"]!.ToString()));
        Assert.True(chat["content"]!["description"]!.ToString() is { Length: > 50 and < 8_000 });
        Assert.True(chat["content"]!["nextSteps"]![0]!.ToString().Length <= 350);
        Assert.Equal(DenialNotice.KeyOf(Notice(Ops()).Finding), chat["metadata"]!["threadId"]!.ToString());
    }

    [Fact]
    public void An_explanation_that_is_too_large_is_left_out_and_the_finding_stays()
    {
        var large = new Estate();
        large.Role("ops", role => Enumerable.Range(0, 60).Aggregate(role, (holder, number) => holder.Inline(
            $"deny{number}", Policy.Of(PolicyStatement.Deny(Update).On([.. Enumerable.Range(0, 90).Select(_ => "*"), Estate.Resource("billinggroup", new string('x', 5_000))])))));
        var message = DenialNotification.Compose(Notice(large), isChat: false);
        Assert.True(NotificationMessage.SizeOf(message.Body, message.Attributes) <= NotificationRules.MostBytes);
        var json = JsonNode.Parse(Text(JsonNode.Parse(message.Body)!, "default"))!;
        Assert.Empty(json["explanations"]!.AsArray());
        Assert.Single(json["findings"]!.AsArray());
        Assert.Contains(Uri, json["notes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_that_nobody_knows_is_not_in_the_subject()
    {
        var explained = new Estate().Role("ops", role => role.Allow("billingconductor:List*"))
            .ExplainAll("""{"eventName":"Invented","eventSource":"s3-object-lambda.amazonaws.com","errorCode":"AccessDenied","errorMessage":"User: arn:aws:iam::111122223333:role/ops is not authorized to perform: made-up:Thing because no identity-based policy allows the made-up:Thing action","userIdentity":{"arn":"arn:aws:iam::111122223333:role/ops"}}""");
        var notice = new DenialNotice { Explained = explained, Payer = Estate.Payer, AnswerUri = Uri };
        Assert.Equal("Billing Conductor access 111122223333: low, a call was denied", DenialNotification.Compose(notice, isChat: false).Subject);
    }

    [Fact]
    public void Keys_tell_sorts_apart_and_do_not_look_at_times_and_sessions()
    {
        Assert.Equal(DenialNotice.KeyOf(Notice(Ops()).Finding), DenialNotice.KeyOf(Notice(Ops(), "bob").Finding));
        Assert.NotEqual(DenialNotice.KeyOf(Notice(Ops()).Finding), DenialNotice.KeyOf(Notice(Ops().Role("ops2", role => role), role: "ops2").Finding));
        var (one, other) = (Denial(1), Denial(2));
        Assert.Equal(DenialNotice.KeyOf(one), DenialNotice.KeyOf(one with { PrincipalArn = "arn:aws:sts::111122223333:assumed-role/ops/bob", EventTime = Estate.AsOf }));
        Assert.NotEqual(DenialNotice.KeyOf(one), DenialNotice.KeyOf(other));
    }

    private static Denial Denial(int number) => new() { Source = DenialSource.EventBridgeEvent, RoleArn = Estate.RoleArn("ops"), Action = $"billingconductor:Action{number}" };

    private static Estate Ops() => new Estate().Role("ops", role => role.Allow("billingconductor:List*"));

    private static DenialNotice Notice(Estate estate, string session = "jane", string role = "ops") => new()
    {
        Explained = estate.ExplainAll($"User: arn:aws:sts::{Estate.Payer}:assumed-role/{role}/{session} is not authorized to perform: {Update} because no identity-based policy allows the {Update} action"),
        Payer = Estate.Payer,
        AnswerUri = Uri,
    };

    private static string Text(JsonNode body, string protocol) => body[protocol]!.GetValue<string>();
}
