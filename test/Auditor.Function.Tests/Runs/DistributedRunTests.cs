using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Function.Events;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Function.Tests.Runs;

/// <summary>A run that a state machine distributes: plan, one worker an account, aggregate. The test is the machine.</summary>
public sealed class DistributedRunTests : IDisposable
{
    private readonly FunctionRig rig = new();

    [Fact]
    public async Task The_report_is_that_of_one_function_and_one_digest_is_published()
    {
        using var single = new FunctionRig();
        single.Organization.Rest();
        rig.Organization.Rest();
        await single.InvokeAsync(EventAt(6));

        var answer = await RunAsync(6);

        Assert.Equal(("findings", 3, 3, "published"), (
            answer["status"]!.GetValue<string>(), answer["accountsExpected"]!.GetValue<int>(), answer["accountsRead"]!.GetValue<int>(), answer["publication"]!.GetValue<string>()));
        Assert.Equal(Undated(single.Get(ReportOf(6))), Undated(rig.Get(ReportOf(6))));
        Assert.Equal(Undated(single.Get("state/state.json")), Undated(rig.Get("state/state.json")));
        Assert.Single(rig.Messages);
        Assert.Equal((1, 3, 0), (rig.Metric("AuditCompleted"), rig.Metric("AccountsRead"), rig.Metric("AccountsFailed")));
    }

    [Fact]
    public async Task The_organization_is_read_once_and_each_policy_described_once_whatever_the_number_of_workers()
    {
        rig.Organization.Rest();

        await RunAsync(7);

        Assert.Equal((1, 1, 1), (Calls("ListAccounts"), Calls("DescribePolicy"), Calls("LookupEvents")));
        Assert.Equal(3, Calls("GetAccountAuthorizationDetails"));
    }

    [Fact]
    public async Task Done_again_every_step_says_the_same_and_nothing_is_published_twice()
    {
        rig.Organization.Rest();
        var first = await RunAsync(8);
        var calls = rig.Aws.Requests.Count;

        var second = await RunAsync(8);

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Single(rig.Messages);
        Assert.DoesNotContain(rig.Aws.Requests.Skip(calls), request => request.Api is "ListAccounts" or "DescribePolicy");
    }

    [Fact]
    public async Task An_account_that_refuses_and_one_whose_worker_died_are_gaps_and_the_rest_is_told()
    {
        rig.Aws.Always("AssumeRole", request => request.Text.Contains(CollectRig.Member, StringComparison.Ordinal) ? FakeAnswer.Error(403, "AccessDenied", "no") : null);
        rig.Organization.Rest();

        var answer = await RunAsync(9, account => account != CollectRig.InUnit);

        Assert.Equal((1, 3), (answer["accountsRead"]!.GetValue<int>(), answer["accountsExpected"]!.GetValue<int>()));
        var gaps = JsonNode.Parse(rig.Get(ReportOf(9)))!["gaps"]!.AsArray();
        Assert.Contains(gaps, gap => gap!["account"]?.GetValue<string>() == CollectRig.Member && gap["permission"]?.GetValue<string>() == "sts:AssumeRole");
        Assert.Contains(gaps, gap => gap!["account"]?.GetValue<string>() == CollectRig.InUnit && gap["error"]!.GetValue<string>().Contains("its worker left no result", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_changed_so_the_second_run_evaluates_no_account_again_and_is_silent()
    {
        rig.Organization.Rest();
        await RunAsync(10);
        rig.Pass(TimeSpan.FromDays(1));
        var statuses = new List<string>();

        var second = await RunAsync(11, statuses: statuses);

        Assert.Equal(["unchanged", "unchanged", "unchanged"], statuses);
        Assert.Equal("nothingNew", second["publication"]!.GetValue<string>());
        Assert.Single(rig.Messages);
        var report = JsonNode.Parse(rig.Get(ReportOf(11)))!;
        Assert.Contains(report["notes"]!.AsArray(), note => note!.GetValue<string>().StartsWith("3 of 3 accounts have not changed", StringComparison.Ordinal));
        Assert.Equal(
            JsonNode.Parse(rig.Get(ReportOf(10)))!["findings"]!.AsArray().Select(finding => finding!["id"]!.GetValue<string>()),
            report["findings"]!.AsArray().Select(finding => finding!["id"]!.GetValue<string>()));
    }

    [Fact]
    public async Task What_has_changed_is_evaluated_again_and_told()
    {
        var isChanged = false;
        rig.Aws.Always("GetAccountAuthorizationDetails", request => isChanged && CollectRig.AccountOfSession(request) == CollectRig.Member
            ? FakeAnswer.Ok($"<IsTruncated>false</IsTruncated><RoleDetailList>{CollectRig.Role(CollectRig.Member, "another")}</RoleDetailList>")
            : null);
        rig.Organization.Rest();
        await RunAsync(12);
        isChanged = true;
        var statuses = new List<string>();

        await RunAsync(13, statuses: statuses);

        Assert.Equal(["evaluated", "unchanged", "unchanged"], statuses.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_plan_whose_time_runs_out_is_gone_on_with()
    {
        using var never = new ManualGate();
        var held = FakeAnswer.Ok("").HeldUntil(never.Task);
        var hold = true;
        rig.Aws.Always("LookupEvents", _ => hold ? held : null);
        rig.Organization.Rest();

        var first = await rig.InvokeAsync(PlanOf(14, part: 1), time: TimeSpan.FromSeconds(15));
        hold = false;
        var before = rig.Aws.Requests.Count;
        var second = await rig.InvokeAsync(PlanOf(14, part: 2));

        Assert.Equal(("continuing", "planned"), (first["status"]!.GetValue<string>(), second["status"]!.GetValue<string>()));
        Assert.DoesNotContain(rig.Aws.Requests.Skip(before), request => request.Api is "ListAccounts" or "DescribePolicy");
    }

    [Fact]
    public async Task The_snapshot_that_is_kept_is_whole()
    {
        rig.Organization.Rest();
        await RunAsync(15);

        var files = JsonNode.Parse(rig.Get($"snapshots/{RunOf(15)}/checkpoint.json"))!["files"]!.AsArray().Select(file => file!["path"]!.GetValue<string>()).ToArray();

        foreach (var account in (string[])[CollectRig.Payer, CollectRig.Member, CollectRig.InUnit])
            Assert.Contains($"accounts/{account}/authorization-details.json", files);
        Assert.All(files, file => Assert.True(rig.Has($"snapshots/{RunOf(15)}/{file}.gz"), file));
    }

    [Fact]
    public async Task A_worker_needs_a_plan_and_an_account_of_it()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(EventAt(16));

        var noPlan = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(WorkOf(16, CollectRig.Member)));
        await RunAsync(17);
        var other = await Assert.ThrowsAsync<InvalidRequestException>(() => rig.InvokeAsync(WorkOf(17, "999999999999")));

        Assert.Contains("has no plan", noPlan.Message, StringComparison.Ordinal);
        Assert.Contains("does not read the account", other.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_that_has_no_time_says_so()
    {
        rig.Organization.Rest();
        await rig.InvokeAsync(PlanOf(22, part: 1));
        var late = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(WorkOf(22, CollectRig.Member), time: TimeSpan.Zero));
        Assert.Contains($"`{CollectRig.Member}` was not read in time", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_changes_meanwhile_counts_for_the_next_run()
    {
        rig.Put("config/auditor.json", """{"assignments":[]}""");
        rig.Organization.Rest();
        await rig.InvokeAsync(PlanOf(18, part: 1));
        rig.Put("config/auditor.json", "broken");

        foreach (var account in (string[])[CollectRig.Payer, CollectRig.Member, CollectRig.InUnit])
            await rig.InvokeAsync(WorkOf(18, account));
        var answer = await rig.InvokeAsync(AggregateOf(18));

        Assert.Equal(3, answer["accountsRead"]!.GetValue<int>());
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(PlanOf(19, part: 1)));
    }

    [Fact]
    public async Task A_last_step_that_was_killed_is_done_by_the_next_invocation_at_once()
    {
        rig.Organization.Rest();
        var isDead = true;
        rig.BeforePublish = () => _ = isDead ? throw new InvalidOperationException("killed") : 0;
        await Assert.ThrowsAsync<InvalidOperationException>(() => RunAsync(20));
        // Killed for good: nobody has given the lock back.
        rig.Put("state/lock.json", $$"""{"runId":"{{RunOf(20)}}","owner":"aggregate {{RunOf(20)}}","until":"2099-01-01T00:00:00Z"}""");
        isDead = false;
        rig.Pass(TimeSpan.FromHours(1));

        var answer = await rig.InvokeAsync(AggregateOf(20));

        Assert.Equal("published", answer["publication"]!.GetValue<string>());
        Assert.Single(rig.Messages);
    }

    [Fact]
    public async Task A_run_that_is_not_published_answers_without_its_report_which_a_state_could_not_hold()
    {
        rig.Organization.Rest();
        var audit = """{"audit":{"accounts":["222222222222"]}}""";
        await rig.InvokeAsync($$$"""{"plan":{"event":{{{audit}}},"execution":"on-demand","part":1}}""");
        foreach (var item in JsonNode.Parse(rig.Get("runs/on-demand/items.json"))!.AsArray())
            await rig.InvokeAsync($$$"""{"account":{"runId":"on-demand","account":"{{{item!["account"]!.GetValue<string>()}}}"}}""");

        var answer = await rig.InvokeAsync("""{"aggregate":{"runId":"on-demand","part":1}}""");

        Assert.Equal(("storedOnly", 1), (answer["publication"]!.GetValue<string>(), answer["accountsRead"]!.GetValue<int>()));
        Assert.Null(answer["report"]);
        Assert.True(rig.Has("runs/on-demand/report.json"));
        Assert.False(rig.Has("state/state.json"));
    }

    [Fact]
    public async Task Where_the_organization_may_not_be_read_its_own_account_is_audited()
    {
        rig.Aws.Always("DescribeOrganization", CollectRig.Denied("organizations:DescribeOrganization"));
        rig.Organization.Rest();

        var answer = await RunAsync(21);

        Assert.Equal((1, 1), (answer["accountsRead"]!.GetValue<int>(), answer["accountsExpected"]!.GetValue<int>()));
        Assert.Contains(JsonNode.Parse(rig.Get(ReportOf(21)))!["gaps"]!.AsArray(), gap => gap!["permission"]?.GetValue<string>() == "organizations:DescribeOrganization");
    }

    public void Dispose() => rig.Dispose();

    private static string RunOf(int hour) => $"schedule-20261126T{hour:00}0000Z";

    private static string ReportOf(int hour) => $"runs/{RunOf(hour)}/report.json";

    private static string EventAt(int hour) => $$$"""{"schedule":{"time":"2026-11-26T{{{hour:00}}}:00:00Z"}}""";

    private static string PlanOf(int hour, int part) => $$$"""{"plan":{"event":{{{EventAt(hour)}}},"execution":"e","part":{{{part}}}}}""";

    private static string WorkOf(int hour, string account) => $$$"""{"account":{"runId":"{{{RunOf(hour)}}}","account":"{{{account}}}"}}""";

    private static string AggregateOf(int hour) => $$$"""{"aggregate":{"runId":"{{{RunOf(hour)}}}","part":1}}""";

    /// <summary>A document without the moments at which it was made.</summary>
    private static string Undated(string json) => System.Text.RegularExpressions.Regex.Replace(json, @"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", "then");

    private int Calls(string api) => rig.Aws.Requests.Count(request => request.Api == api);

    private async Task<JsonNode> RunAsync(int hour, Func<string, bool>? isAlive = null, List<string>? statuses = null)
    {
        var plan = await rig.InvokeAsync(PlanOf(hour, part: 1));
        Assert.Equal("planned", plan["status"]!.GetValue<string>());
        foreach (var item in JsonNode.Parse(rig.Get(plan["items"]!.GetValue<string>()))!.AsArray())
        {
            var account = item!["account"]!.GetValue<string>();
            if (isAlive?.Invoke(account) == false)
                continue;
            var answer = await rig.InvokeAsync(WorkOf(hour, account));
            statuses?.Add(answer["status"]!.GetValue<string>());
        }

        return await rig.InvokeAsync(AggregateOf(hour));
    }
}
