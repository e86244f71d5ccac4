using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Events;
using Auditor.Pipeline;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>The schedule's run from the event to the message, also over several invocations.</summary>
public sealed class ScheduledRunTests : IDisposable
{
    private const string Event = """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""";
    private const string RunId = "schedule-20261125T060000Z";
    private readonly FunctionRig rig = new();

    [Fact]
    public async Task The_report_is_kept_the_digest_published_and_the_answer_says_so()
    {
        rig.Organization.Rest();

        var answer = await rig.InvokeAsync(Event);

        Assert.Equal((RunId, "findings", 3, 3, "published", "message-1"), (
            answer["runId"]!.GetValue<string>(), answer["status"]!.GetValue<string>(), answer["accountsExpected"]!.GetValue<int>(),
            answer["accountsRead"]!.GetValue<int>(), answer["publication"]!.GetValue<string>(), answer["messageId"]!.GetValue<string>()));
        Assert.Null(answer["report"]);
        Assert.True(new SchemaFile("report.schema.json").IsValid(rig.Get($"runs/{RunId}/report.json")));
        Assert.True(new SchemaFile("digest.schema.json").IsValid(rig.Get($"runs/{RunId}/digest.json")));
        Assert.Single(rig.Messages);
        Assert.Equal(RunId, JsonNode.Parse(rig.Get("state/last-success.json"))!["runId"]!.GetValue<string>());
        Assert.Equal(
            (1, 3, 3, 0),
            (rig.Metric("AuditCompleted"), rig.Metric("AccountsExpected"), rig.Metric("AccountsRead"), rig.Metric("AccountsFailed")));
    }

    [Fact]
    public async Task The_same_event_again_gives_the_same_answer_asks_AWS_nothing_and_sends_nothing()
    {
        rig.Organization.Rest();
        var first = await rig.InvokeAsync(Event);
        var calls = rig.Aws.Requests.Count;

        var second = await rig.InvokeAsync(Event);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal((1, calls), (rig.Messages.Count, rig.Aws.Requests.Count));
    }

    [Fact]
    public async Task A_run_that_ends_after_a_later_one_leaves_the_later_state_as_it_is()
    {
        using var never = new ManualGate();
        var hold = true;
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => hold && CollectRig.AccountOfSession(request) == CollectRig.InUnit ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        rig.Organization.Rest();
        await rig.InvokeAsync("""{"schedule":{"time":"2026-11-24T06:00:00Z"}}""", time: TimeSpan.FromSeconds(15));
        hold = false;
        rig.Pass(TimeSpan.FromDays(1));
        await rig.InvokeAsync(Event);
        var state = rig.Get("state/state.json").ToArray();
        rig.Pass(TimeSpan.FromHours(1));

        var late = await rig.InvokeAsync("""{"continue":{"runId":"schedule-20261124T060000Z","part":2}}""");

        Assert.Equal(("findings", "nothingNew"), (late["status"]!.GetValue<string>(), late["publication"]!.GetValue<string>()));
        Assert.Equal(state, rig.Get("state/state.json").ToArray());
        Assert.Equal(RunId, JsonNode.Parse(rig.Get("state/last-success.json"))!["runId"]!.GetValue<string>());
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task When_time_runs_out_another_invocation_goes_on_and_asks_no_finished_account_again()
    {
        using var never = new ManualGate();
        var held = FakeAnswer.Ok("").HeldUntil(never.Task);
        var hold = true;
        rig.Aws.Always(
            "GetAccountAuthorizationDetails", request => hold && CollectRig.AccountOfSession(request) == CollectRig.InUnit ? held : null);
        rig.Organization.Rest();

        var first = await rig.InvokeAsync(Event, time: TimeSpan.FromSeconds(15));

        Assert.Equal(
            ("continuing", 2, 3),
            (first["status"]!.GetValue<string>(), first["accountsRead"]!.GetValue<int>(), first["accountsExpected"]!.GetValue<int>()));
        Assert.Equal(
            [$$$"""arn:aws:lambda:us-east-1:111111111111:function:auditor {"continue":{"runId":"{{{RunId}}}","part":2}}"""], rig.Invoked);
        Assert.Empty(rig.Messages);
        hold = false;
        var before = rig.Aws.Requests.Count;

        var second = await rig.InvokeAsync($$$"""{"continue":{"runId":"{{{RunId}}}","part":2}}""");

        Assert.Equal(
            ("findings", 3, 2),
            (second["status"]!.GetValue<string>(), second["accountsRead"]!.GetValue<int>(), second["part"]!.GetValue<int>()));
        Assert.Equal(1, rig.Aws.Requests.Skip(before).Count(request => request.Api == "GetAccountAuthorizationDetails"));
        Assert.DoesNotContain(
            rig.Aws.Requests.Skip(before), request => request.Api is "ListAccounts" or "DescribePolicy" or "LookupEvents");
        Assert.Single(rig.Messages);
        Assert.Equal(1, rig.Metric("Continuations"));
    }

    [Fact]
    public async Task The_last_invocation_publishes_what_it_has_and_names_what_it_has_not()
    {
        using var never = new ManualGate();
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => CollectRig.AccountOfSession(request) == CollectRig.InUnit ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        rig.Organization.Rest();
        rig.Settings = rig.Settings with { MaxContinuations = 0 };

        var answer = await rig.InvokeAsync(Event, time: TimeSpan.FromSeconds(15));

        Assert.Equal(
            ("findings", 2, 3),
            (answer["status"]!.GetValue<string>(), answer["accountsRead"]!.GetValue<int>(), answer["accountsExpected"]!.GetValue<int>()));
        Assert.Contains("1 of 3 accounts were not read in time", answer["notes"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        var gaps = JsonNode.Parse(rig.Get($"runs/{RunId}/report.json"))!["gaps"]!.AsArray();
        Assert.Contains(
            gaps,
            gap =>
                gap!["account"]?.GetValue<string>() == CollectRig.InUnit
                    && gap["error"]!.GetValue<string>().Contains("last invocation", StringComparison.Ordinal));
        Assert.Equal(1, rig.Metric("AccountsFailed"));
        Assert.Empty(rig.Invoked);
    }

    [Fact]
    public async Task A_retry_after_a_failure_in_mid_run_finishes_the_run_with_one_message()
    {
        rig.Organization.Rest();
        rig.BeforePublish = () => throw new RunCannotGoOnException("the topic is away");
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event, requestId: "same"));
        Assert.Equal("the topic is away", error.Message);
        rig.BeforePublish = null;
        var before = rig.Aws.Requests.Count;

        var answer = await rig.InvokeAsync(Event, requestId: "same");

        Assert.Equal("published", answer["publication"]!.GetValue<string>());
        Assert.Single(rig.Messages);
        Assert.DoesNotContain(rig.Aws.Requests.Skip(before), request => request.Api == "GetAccountAuthorizationDetails");
    }

    [Fact]
    public async Task Two_runs_do_not_work_at_the_same_time_and_one_that_was_killed_frees_the_next_at_its_deadline()
    {
        rig.Organization.Rest();
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        rig.Put("state/lock.json", $$"""{"runId":"{{RunId}}","owner":"killed","until":"{{deadline}}"}""");
        const string Next = """{"schedule":{"time":"2026-11-26T06:00:00Z"}}""";

        var refused = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Next));
        Assert.Contains($"the run `{RunId}` is under way until {deadline} at most", refused.Message, StringComparison.Ordinal);
        Assert.Equal("continuing", (await rig.InvokeAsync(Event))["status"]!.GetValue<string>());
        Assert.Equal("published", (await rig.InvokeAsync(Event, requestId: "killed"))["publication"]!.GetValue<string>());
        rig.Put("state/lock.json", $$"""{"runId":"{{RunId}}","owner":"killed","until":"{{deadline}}"}""");
        rig.Pass(TimeSpan.FromMinutes(2));

        Assert.Equal("nothingNew", (await rig.InvokeAsync(Next))["publication"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_next_run_tells_only_what_has_changed()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Event);
        rig.Pass(TimeSpan.FromDays(1));
        var answer = await rig.InvokeAsync("""{"schedule":{"time":"2026-11-26T06:00:00Z"}}""");
        Assert.Equal("nothingNew", answer["publication"]!.GetValue<string>());
        Assert.Single(rig.Messages);
        Assert.Equal(2, JsonNode.Parse(rig.Get("state/state.json"))!["history"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("""{"schemaVersion":1""")]
    [InlineData("""{"schemaVersion":1,"generatedAt":"2026-11-24T06:00:00Z","organization":"o-another000","findings":[]}""")]
    public async Task A_state_that_cannot_be_used_is_set_aside_named_and_replaced(string state)
    {
        rig.Organization.Rest();
        rig.Put("state/state.json", state);
        var answer = await rig.InvokeAsync(Event);
        var note = Assert.Single(answer["notes"]!.AsArray())!.GetValue<string>();
        Assert.Contains("state/state.set-aside-", note, StringComparison.Ordinal);
        Assert.Equal("published", answer["publication"]!.GetValue<string>());
        Assert.Equal("o-abcdefghij", JsonNode.Parse(rig.Get("state/state.json"))!["organization"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_run_that_fails_lets_others_in_at_once()
    {
        rig.Organization.Rest();
        rig.Put("config/auditor.json", "{");
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event));
        rig.Put("config/auditor.json", "{}");
        Assert.Equal("published", (await rig.InvokeAsync("""{"audit":{"publish":true}}"""))["publication"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_lock_that_cannot_be_read_is_nobodys_to_take()
    {
        rig.Organization.Rest();
        rig.Put("state/lock.json", "{\"cut");
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event));
        Assert.Contains("state/lock.json` should say which run is under way, and does not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_name_of_a_run_is_not_taken_for_another_question()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync("""{"audit":{"runId":"mine","accounts":["111111111111"]}}""");
        var error = await Assert.ThrowsAsync<InvalidRequestException>(() => rig.InvokeAsync("""{"audit":{"runId":"mine"}}"""));
        Assert.Contains("`mine` was asked for something else", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_used_ends_the_run_with_the_place()
    {
        rig.Organization.Rest();
        rig.Put("config/auditor.json", "{\n  \"asignments\": []\n}");
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event));
        Assert.Contains(
            "config/auditor.json` cannot be used: line 2, column 3: unknown member `asignments`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_collected_again()
    {
        rig.Organization.Rest();
        rig.BeforePublish = () => throw new RunCannotGoOnException("dies");
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(Event, requestId: "same"));
        rig.BeforePublish = null;
        rig.Put($"snapshots/{RunId}/accounts/{CollectRig.Member}/authorization-details.json.gz", "{\"cut");
        Assert.Equal(3, (await rig.InvokeAsync(Event, requestId: "same"))["accountsRead"]!.GetValue<int>());
        Assert.Equal(6, rig.Aws.Calls("GetAccountAuthorizationDetails").Count);
    }

    [Fact]
    public async Task The_log_is_JSON_with_the_run_in_it_and_neither_credentials_nor_policies()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(Event);
        foreach (var line in rig.Log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            Assert.Equal(RunId, JsonNode.Parse(line)!["runId"]!.GetValue<string>());
        Assert.DoesNotContain("Statement", rig.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", rig.Log, StringComparison.Ordinal);
        Assert.DoesNotContain("SessionToken", rig.Log, StringComparison.Ordinal);
    }

    public void Dispose() => rig.Dispose();
}
