using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Tests.Runs;
using Auditor.Pipeline;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Function.Tests.Denials;

/// <summary>Events about denied calls, from EventBridge to the message.</summary>
public sealed class DenialEventTests : IDisposable
{
    private const string Update = "UpdateBillingGroup";
    private static readonly SchemaFile Schema = new("explanation.schema.json");
    private readonly FunctionRig rig = new();

    public DenialEventTests() => rig.Organization.Rest();

    [Fact]
    public async Task A_denial_is_explained_kept_and_published()
    {
        var answer = await rig.InvokeAsync(Denied(Update), requestId: "first");

        Assert.Equal(("published", "analyst was denied billingconductor:UpdateBillingGroup"), (Outcome(answer), answer["denial"]!["why"]!.GetValue<string>()));
        var message = Assert.Single(rig.Messages);
        Assert.Equal($"Billing Conductor access {CollectRig.Payer}: low, billingconductor:UpdateBillingGroup was denied", message.Subject);
        Assert.Equal(
            [("severity", "low"), ("status", "denial"), ("newCount", "1"), ("repeats", "0"), ("managementAccount", CollectRig.Payer)],
            message.Attributes.Select(attribute => (attribute.Name, attribute.Value)));
        Assert.Contains("In the way, in the order in which to remove it:\n  1. no identity-based policy allows it", Text(message, "email"), StringComparison.Ordinal);
        Assert.True(Schema.IsValid(Text(message, "sqs")), Text(message, "sqs"));
        Assert.True(Schema.IsValid(rig.Get("answers/denial-first.json")));
        Assert.Contains("answers/denial-first.json", Text(message, "email"), StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 0), Sums());
    }

    [Fact]
    public async Task A_task_that_is_assigned_makes_it_severe()
    {
        rig.Put("config/auditor.json", """{"schemaVersion":1,"assignments":[{"principals":["arn:aws:iam::*:role/analyst"],"profiles":["billing-group-operator"]}]}""");
        await rig.InvokeAsync(Denied(Update));
        Assert.Equal("high", rig.Messages[0].Attributes[0].Value);
    }

    [Fact]
    public async Task The_same_again_is_counted_without_a_call_to_AWS_and_told_after_the_window()
    {
        await rig.InvokeAsync(Denied(Update));
        var calls = rig.Aws.Requests.Count;
        for (var time = 0; time < 3; time++)
            Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update, session: $"session{time}"))));
        Assert.Equal(calls, rig.Aws.Requests.Count);
        rig.Pass(TimeSpan.FromMinutes(16));
        Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update))));
        Assert.True(rig.Aws.Requests.Count > calls);
        Assert.Equal((1, 4, 0, 0), Sums());
        rig.Pass(TimeSpan.FromHours(24));

        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied(Update))));

        Assert.Equal(2, rig.Messages.Count);
        Assert.Contains("The same was denied 4 more times since the last message about it", Text(rig.Messages[1], "email"), StringComparison.Ordinal);
        Assert.Contains(rig.Messages[1].Attributes, attribute => attribute is { Name: "repeats", Value: "4" });
        rig.Pass(TimeSpan.FromHours(25));
        await rig.InvokeAsync(Denied(Update));
        Assert.DoesNotContain("since the last message", Text(rig.Messages[2], "email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_action_or_other_blockers_are_another_message()
    {
        await rig.InvokeAsync(Denied(Update));
        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied("DeleteBillingGroup"))));
        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied("ListBillingGroups"))));
        Assert.Contains("which its policies allow", Text(rig.Messages[2], "email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_words_of_AWS_about_the_same_blockers_are_folded()
    {
        await rig.InvokeAsync(Denied(Update));
        Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update, reason: "with an explicit deny in a session policy"))));
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task An_hour_has_so_many_messages_and_the_next_one_says_what_was_held_back()
    {
        rig.Settings = rig.Settings with { DenialMessagesPerHour = 1 };
        await rig.InvokeAsync(Denied(Update));
        Assert.Equal("held", Outcome(await rig.InvokeAsync(Denied("DeleteBillingGroup"))));
        Assert.Equal("held", Outcome(await rig.InvokeAsync(Denied("DeleteBillingGroup"))));
        Assert.Single(rig.Messages);
        Assert.Equal((1, 0, 2, 0), Sums());
        rig.Pass(TimeSpan.FromHours(1));

        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied("DeleteBillingGroup"))));

        Assert.Contains("2 denials before this one were neither explained nor told", Text(rig.Messages[1], "email"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_does_not_leave_is_tried_again_and_sent_once()
    {
        rig.BeforePublish = () => throw new RunCannotGoOnException("the topic is away");
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Denied(Update), requestId: "same"));
        rig.BeforePublish = null;

        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied(Update), requestId: "same")));
        Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update), requestId: "same")));

        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task A_message_that_does_not_leave_takes_none_of_the_hours_and_keeps_the_count_of_what_was_held_back()
    {
        rig.Settings = rig.Settings with { DenialMessagesPerHour = 1 };
        await rig.InvokeAsync(Denied(Update));
        await rig.InvokeAsync(Denied("DeletePricingPlan"));
        await rig.InvokeAsync(Denied("UpdatePricingPlan"));
        rig.Pass(TimeSpan.FromHours(1));
        rig.BeforePublish = () => throw new RunCannotGoOnException("the topic is away");
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Denied("DeleteBillingGroup"), requestId: "same"));
        rig.BeforePublish = null;

        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied("DeleteBillingGroup"), requestId: "same")));

        Assert.Contains("2 denials before this one were neither explained nor told", Text(rig.Messages[1], "email"), StringComparison.Ordinal);
        Assert.Equal("held", Outcome(await rig.InvokeAsync(Denied("UpdatePricingRule"))));
    }

    [Theory]
    [InlineData("OrganizationAccountAccessRole", "auditor-explain-1", "ignored")]
    [InlineData("OrganizationAccountAccessRole", "jane", "unplaced")]
    [InlineData("AuditorFunction", "anything", "ignored")]
    public async Task The_functions_own_calls_are_no_events_to_work_on(string role, string session, string outcome)
    {
        rig.Settings = rig.Settings with { OwnRole = "AuditorFunction" };
        Assert.Equal(outcome, Outcome(await rig.InvokeAsync(Denied("ListBillingGroups", role, session))));
        Assert.Empty(rig.Messages);
    }

    [Fact]
    public async Task What_cannot_be_placed_is_counted_each_time_and_no_exception()
    {
        var answer = await rig.InvokeAsync(Denied(Update, role: "gone"));
        Assert.Equal("unplaced", Outcome(answer));
        Assert.Contains("the snapshot has no", answer["denial"]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
        var calls = rig.Aws.Requests.Count;
        Assert.Equal("unplaced", Outcome(await rig.InvokeAsync(Denied(Update, role: "gone"))));
        Assert.Equal(calls, rig.Aws.Requests.Count);
        Assert.Equal("unplaced", Outcome(await rig.InvokeAsync("""{"detail-type":"AWS API Call via CloudTrail","detail":{}}""")));
        Assert.Equal((0, 0, 0, 3), Sums());
    }

    [Fact]
    public async Task A_call_that_succeeded_is_no_denial() =>
        Assert.Equal("ignored", Outcome(await rig.InvokeAsync(Denied(Update).Replace("AccessDenied", "ValidationException", StringComparison.Ordinal))));

    [Fact]
    public async Task Without_a_topic_the_explanation_is_kept_once()
    {
        rig.HasTopic = false;
        Assert.Equal("storedOnly", Outcome(await rig.InvokeAsync(Denied(Update), requestId: "kept")));
        Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update))));
        Assert.True(rig.Has("answers/denial-kept.json"));
    }

    [Fact]
    public async Task What_somebody_else_wrote_into_the_memory_is_mended()
    {
        await rig.InvokeAsync(Denied(Update));
        foreach (var file in rig.Keys("denials"))
            rig.Put(file, "spoilt");
        Assert.Equal("published", Outcome(await rig.InvokeAsync(Denied(Update))));
        Assert.Equal("folded", Outcome(await rig.InvokeAsync(Denied(Update))));
    }

    public void Dispose() => rig.Dispose();

    private (double Explained, double Folded, double Held, double Unplaced) Sums() =>
        (rig.Sum("DenialsExplained"), rig.Sum("DenialsFolded"), rig.Sum("DenialsHeld"), rig.Sum("DenialsUnplaced"));

    private static string Outcome(JsonNode answer) => answer["denial"]!["outcome"]!.GetValue<string>();

    private static string Text(NotificationMessage message, string protocol) => JsonNode.Parse(message.Body)![protocol]!.GetValue<string>();

    private static string Denied(string action, string role = "analyst", string session = "jane", string reason = "because no identity-based policy allows the action") =>
        $$$"""
        {"version":"0","id":"x","detail-type":"AWS API Call via CloudTrail","source":"aws.billingconductor","account":"{{{CollectRig.Payer}}}",
        "time":"2026-11-25T09:30:41Z","region":"us-east-1","detail":{"eventVersion":"1.11","eventTime":"2026-11-25T09:30:41Z",
        "userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::{{{CollectRig.Payer}}}:assumed-role/{{{role}}}/{{{session}}}",
        "sessionContext":{"sessionIssuer":{"type":"Role","principalId":"AROA{{{(role == "analyst" ? CollectRig.Payer : role)}}}","arn":"arn:aws:iam::{{{CollectRig.Payer}}}:role/{{{role}}}"} } },
        "eventSource":"billingconductor.amazonaws.com","eventName":"{{{action}}}","awsRegion":"us-east-1","errorCode":"AccessDenied",
        "errorMessage":"User: arn:aws:sts::{{{CollectRig.Payer}}}:assumed-role/{{{role}}}/{{{session}}} is not authorized to perform: billingconductor:{{{action}}} {{{reason}}}",
        "recipientAccountId":"{{{CollectRig.Payer}}}"}}
        """;
}
