using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Collect;
using Auditor.Pipeline;
using Auditor.Pipeline.Tests.Report;

namespace Auditor.Function.Tests.Runs;

/// <summary>Questions, and their answers.</summary>
public sealed class OnDemandTests : IDisposable
{
    private readonly FunctionRig rig = new();

    [Fact]
    public async Task An_audit_answers_with_the_report_and_tells_nobody_else()
    {
        rig.Organization.Rest();
        var answer = await rig.InvokeAsync("""{"audit":{}}""", requestId: "11112222-3333");
        Assert.Equal(
            ("request-11112222-3333", "storedOnly"), (answer["runId"]!.GetValue<string>(), answer["publication"]!.GetValue<string>()));
        var report = answer["report"]!.ToJsonString();
        Assert.True(new SchemaFile("report.schema.json").IsValid(report));
        Assert.Equal(3, answer["report"]!["principals"]!.AsArray().Count);
        Assert.Empty(rig.Messages);
        Assert.False(rig.Has("state/last-success.json"));
        Assert.False(rig.Has("state/lock.json"));
    }

    [Fact]
    public async Task Only_the_accounts_that_are_asked_for_are_read()
    {
        rig.Organization.Rest();
        var answer = await rig.InvokeAsync($$$"""{"audit":{"accounts":["{{{CollectRig.Payer}}}"]}}""");
        Assert.Equal(1, answer["accountsRead"]!.GetValue<int>());
        Assert.Single(rig.Aws.Calls("GetAccountAuthorizationDetails"));
        Assert.Equal(0, rig.Metric("AccountsFailed"));
    }

    [Fact]
    public async Task The_answer_is_about_the_principals_and_actions_that_are_asked_for()
    {
        rig.Organization.Rest();
        var answer = await rig.InvokeAsync(
            $$$"""
            {"audit":{"principals":["arn:aws:iam::{{{CollectRig.Payer}}}:role/*"],"actions":["ListBillingGroups",
            "billingconductor:UpdatePricingPlan"]}}
            """);
        var principal = Assert.Single(answer["report"]!["principals"]!.AsArray())!;
        Assert.Equal($"arn:aws:iam::{CollectRig.Payer}:role/analyst", principal["arn"]!.GetValue<string>());
        var access = Assert.Single(answer["report"]!["accessClasses"]!.AsArray())!["access"]!.AsObject();
        Assert.Equal(["ListBillingGroups"], access.Select(entry => entry.Key));
    }

    [Fact]
    public async Task Actions_without_principals_give_those_who_hold_one_of_them()
    {
        rig.Organization.Rest();
        var holders = await rig.InvokeAsync("""{"audit":{"actions":["ListBillingGroups"]}}""");
        Assert.Equal(3, holders["report"]!["principals"]!.AsArray().Count);
        var nobody = await rig.InvokeAsync("""{"audit":{"actions":["billingconductor:DeleteBillingGroup"]}}""");
        Assert.Empty(nobody["report"]!["principals"]!.AsArray());
    }

    [Fact]
    public async Task The_same_run_again_is_answered_from_the_bucket()
    {
        rig.Organization.Rest();
        var first = await rig.InvokeAsync("""{"audit":{"runId":"month-end"}}""");
        var calls = rig.Aws.Requests.Count;
        var second = await rig.InvokeAsync("""{"audit":{"runId":"month-end"}}""");
        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal(calls, rig.Aws.Requests.Count);
    }

    [Theory]
    [InlineData("answer.json", "{\"runId\":\"mon")]
    [InlineData("answer.json", "[]")]
    [InlineData("report.json", "")]
    public async Task A_damaged_answer_is_named_and_without_it_the_run_answers_again(string name, string content)
    {
        const string ask = """{"audit":{"runId":"month-end"}}""";
        rig.Organization.Rest();
        var first = await rig.InvokeAsync(ask);
        rig.Put("runs/month-end/" + name, content);
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.InvokeAsync(ask));
        Assert.Contains(rig.Store.UriOf("runs/month-end/" + name), error.Message, StringComparison.Ordinal);
        rig.Delete("runs/month-end/answer.json");
        rig.Delete("runs/month-end/report.json");
        Assert.Equal(first["report"]!.ToJsonString(), (await rig.InvokeAsync(ask))["report"]!.ToJsonString());
    }

    [Fact]
    public async Task A_report_that_is_too_large_for_an_answer_is_linked()
    {
        var many = string.Concat(
            Enumerable.Range(0, 5_500).Select(
                number =>
                    CollectRig.Role(CollectRig.Payer, $"analyst-{number:D1200}").Replace(
                        "AROA", $"AROA{number}", StringComparison.Ordinal)));
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            Auditor.Testing.FakeAnswer.Ok($"<IsTruncated>false</IsTruncated><RoleDetailList>{many}</RoleDetailList>"));
        rig.Organization.Rest();
        var answer = await rig.InvokeAsync($$$"""{"audit":{"runId":"large","accounts":["{{{CollectRig.Payer}}}"]}}""");
        Assert.Null(answer["report"]);
        Assert.EndsWith("runs/large/report.json", answer["reportUri"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(5_500, JsonNode.Parse(rig.Get("runs/large/report.json"))!["principals"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_simulation_is_answered_as_the_command_does()
    {
        const string Request =
            """
            {"Id":7,"PolicyInputList":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"billingconductor:List*",
            "Resource":"*"}]}],"ActionNames":["billingconductor:ListBillingGroups"]}
            """;
        var one = await rig.InvokeAsync($$"""{"simulate":{{Request}}}""");
        Assert.Equal((7, "allowed"), (one["Id"]!.GetValue<int>(), one["EvaluationResults"]![0]!["EvalDecision"]!.GetValue<string>()));
        var several = (await rig.InvokeAsync($$"""{"simulate":[{{Request}},{},{{Request}}]}""")).AsArray();
        Assert.Equal(3, several.Count);
        Assert.Equal("InvalidInput", several[1]!["Error"]!["Code"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_heartbeat_counts_from_the_last_whole_audit_and_before_it_from_the_first_question()
    {
        rig.Organization.Rest();
        Assert.Equal(0, (await rig.InvokeAsync("""{"heartbeat":{}}"""))["hoursSinceLastSuccess"]!.GetValue<double>());
        rig.Pass(TimeSpan.FromHours(30));
        Assert.InRange((await rig.InvokeAsync("""{"heartbeat":{}}"""))["hoursSinceLastSuccess"]!.GetValue<double>(), 29.9, 30.1);
        await rig.InvokeAsync("""{"audit":{"publish":true,"runId":"whole"}}""");
        rig.Pass(TimeSpan.FromHours(2));
        var answer = await rig.InvokeAsync("""{"heartbeat":{}}""");
        Assert.Equal("whole", answer["runId"]!.GetValue<string>());
        Assert.InRange(rig.Metric("HoursSinceLastSuccess")!.Value, 1.9, 2.1);
    }

    public void Dispose() => rig.Dispose();
}
