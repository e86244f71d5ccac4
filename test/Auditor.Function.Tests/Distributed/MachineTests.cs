using System.Globalization;
using System.Text.Json;
using Amazon.S3.Model;
using Auditor.Aws.Tests;
using Auditor.Aws.Tests.Publish;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Function.Tests.Distributed;

/// <summary>The template's state machine around a function that fails in every way a function can.</summary>
public sealed class MachineTests
{
    private const string Bucket = "distributed-reports";
    private const string Input = """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""";
    private const string Planned = """{"runId":"run-1","status":"planned","part":1,"accounts":25,"bucket":"distributed-reports","items":"runs/run-1/items.json"}""";
    private const string Outcome = """{"runId":"run-1","status":"findings","findings":3}""";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_run_in_which_workers_are_killed_and_accounts_fail_ends_with_the_aggregates_answer()
    {
        var function = new ScriptedFunction(Answer);
        await using var states = await StepFunctionsOnMoto.StartAsync(function.AnswerAsync);
        await PutItemsAsync(states, 25);

        var ended = await states.RunAsync(Definition("4"), Input, Patience, "execution-1");

        Assert.Equal(("SUCCEEDED", null), (ended.Status, ended.Error));
        Assert.Equal("findings", ended.Json.GetProperty("status").GetString());
        Assert.Equal(Outcome, JsonSerializer.Serialize(ended.Json, JsonSerializerOptions.Default));
        Assert.Equal([Plan(1), Plan(2)], function.Asked.Take(2));
        Assert.Equal([Aggregate(1), Aggregate(1), Aggregate(2)], function.Asked.TakeLast(3));
        // Three that always fail are asked once more, one that was killed and one that found no room until they are done.
        Assert.Equal([2, 2, 2, 2, 3, 1], ((int[])[1, 2, 3, 4, 5, 6]).Select(account => function.Count(Account(account))));
        Assert.Equal(2 + 25 + 3 + 1 + 2 + 3, function.Asked.Count);
        Assert.InRange(function.MostAtOnce, 2, 4);
        Assert.Single(await KeysAsync(states, "maps/"), key => key.EndsWith("/manifest.json", StringComparison.Ordinal));

        FunctionAnswer Answer(JsonElement payload, int before)
        {
            if (payload.TryGetProperty("account", out var account))
                return AnswerAccount(int.Parse(account.GetProperty("account").GetString()!, CultureInfo.InvariantCulture), before);
            if (payload.TryGetProperty("plan", out var plan))
                return FunctionAnswer.Of(plan.GetProperty("part").GetInt32() == 1 ? """{"runId":"run-1","status":"continuing","part":1}""" : Planned);
            if (payload.GetProperty("aggregate").GetProperty("part").GetInt32() == 2)
                return FunctionAnswer.Of(Outcome);
            return before == 0 ? Killed() : FunctionAnswer.Of("""{"runId":"run-1","status":"continuing"}""");
        }
    }

    [Fact]
    public async Task A_plan_that_fails_is_the_end_after_as_many_attempts_as_may_help()
    {
        var function = new ScriptedFunction((payload, _) => Fail(payload.GetProperty("plan").GetProperty("execution").GetString()!));
        await using var states = await StepFunctionsOnMoto.StartAsync(function.AnswerAsync);
        (string, int)[] expected = [("InvalidRequestException", 1), ("RunCannotGoOnException", 2), ("Sandbox.Timedout", 3), ("UnknownStatus", 1)];
        foreach (var (error, attempts) in expected)
        {
            var ended = await states.RunAsync(Definition("4"), Input, Patience, error);
            Assert.Equal(("FAILED", error), (ended.Status, ended.Error));
            Assert.Contains(error == "UnknownStatus" ? "same version" : "why it failed", ended.Cause, StringComparison.Ordinal);
            Assert.Throws<InvalidOperationException>(() => ended.Json);
            Assert.Equal(attempts, function.Count(Plan(1).Replace("execution-1", error, StringComparison.Ordinal)));
        }

        static FunctionAnswer Fail(string error) => error == "UnknownStatus"
            ? FunctionAnswer.Of("""{"runId":"run-1","status":"prepared","part":1}""")
            : FunctionAnswer.Failed(error, "why it failed");
    }

    private static FunctionAnswer AnswerAccount(int account, int before) => (account, before) switch
    {
        ( <= 3, _) => FunctionAnswer.Failed("RunCannotGoOnException", "the bucket refused"),
        (4, 0) => Killed(),
        (5, < 2) => FunctionAnswer.Refused(429, "TooManyRequestsException", "Rate Exceeded."),
        _ => FunctionAnswer.Of($$"""{"runId":"run-1","account":"{{account:D12}}","status":"evaluated"}"""),
    };

    private static FunctionAnswer Killed() => FunctionAnswer.Failed("Runtime.ExitError", "RequestId: 0 Error: Runtime exited with error: signal: killed");

    private static string Plan(int part) => $$$"""{"plan":{"event":{{{Input}}},"execution":"execution-1","part":{{{part}}}}}""";

    private static string Account(int account) => $$$"""{"account":{"runId":"run-1","account":"{{{account:D12}}}"}}""";

    private static string Aggregate(int part) => $$$"""{"aggregate":{"runId":"run-1","part":{{{part}}}}}""";

    private static MachineDefinition Definition(string maxConcurrency)
    {
        var stack = new Stack(Template.Deployment, MotoServer.DefaultAccount, ("Scale", "Distributed"), ("MaxConcurrency", maxConcurrency));
        return MachineDefinition.Of(stack, ("BucketName", Bucket));
    }

    private static async Task PutItemsAsync(StepFunctionsOnMoto states, int accounts)
    {
        using var s3 = MotoClients.S3(states.Moto.Endpoint);
        await s3.PutBucketAsync(Bucket);
        var items = Enumerable.Range(1, accounts).Select(account => $$"""{"account":"{{account:D12}}"}""");
        await s3.PutObjectAsync(new PutObjectRequest { BucketName = Bucket, Key = "runs/run-1/items.json", ContentBody = $"[{string.Join(',', items)}]" });
    }

    private static async Task<IEnumerable<string>> KeysAsync(StepFunctionsOnMoto states, string prefix)
    {
        using var s3 = MotoClients.S3(states.Moto.Endpoint);
        var listed = await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Bucket, Prefix = prefix });
        return listed.S3Objects.Select(found => found.Key);
    }
}
