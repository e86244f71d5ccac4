using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.S3.Model;
using Auditor.Aws.Tests.Publish;
using Auditor.Aws.Tests.Simulate;
using Auditor.Deployment.Tests.Moto;
using Auditor.Deployment.Tests.Templates;
using Auditor.EndToEnd.Tests.Live;
using Auditor.Function.Tests.Native;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Function.Tests.Distributed;

/// <summary>The template's state machine and the native binary over an organization of 25 accounts.</summary>
public sealed partial class DistributedRunOnMotoTests(NativeFunction native)
{
    private const int AccountCount = 25;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Its_report_is_that_of_one_function_apart_from_the_gaps_with_one_digest_and_the_second_run_is_silent()
    {
        var program = native.Program;
        FunctionPool? pool = null;
        await using var states = await StepFunctionsOnMoto.StartAsync(payload => pool!.AnswerAsync(payload));
        var (accounts, reasonToSkip) = await OrganizationSeed.PlantAsync(states.Moto.Endpoint, AccountCount, policies: 3, roles: 4 * AccountCount);
        Assert.SkipWhen(reasonToSkip is not null, reasonToSkip ?? "");
        var stack = await MotoStack.DeployAsync(states.Moto.Endpoint, "distributed", "FunctionRoleName=Distributed", "IsPayer=true");
        var queue = await Subscription.ToAsync(states.Moto, stack.Outputs["TopicArn"], "digests", """{"severity":["high","medium","low"]}""");
        var refusing = accounts.Skip(1).Take(3).ToHashSet(StringComparer.Ordinal);
        var (victim, isKilling, deaths, endings) = (accounts[10], false, 0, 0);
        using var aws = new AwsInFrontOfMoto(states.Moto.Endpoint, request =>
        {
            if (request.Api == FakeSimulation.Api && isKilling && Interlocked.Increment(ref endings) == 1)
                pool!.KillWorkerOn("aggregate");
            if (request.Api == FakeSimulation.Api)
                return FakeAnswer.Error(403, "AccessDenied", "not authorized to perform: iam:SimulatePrincipalPolicy");
            if (request.Api != "AssumeRole")
                return null;
            var account = request.Parameters["RoleArn"].Split(':')[4];
            if (isKilling && account == victim && Interlocked.Increment(ref deaths) == 1)
                pool!.KillWorkerOn(victim);
            return refusing.Contains(account) ? FakeAnswer.Error(403, "AccessDenied", "no") : null;
        });
        var environment = new Dictionary<string, string>(stack.Environment.Concat(aws.Environment), StringComparer.Ordinal)
        {
            ["AWS_ENDPOINT_URL_S3"] = states.Moto.Endpoint,
            ["AWS_ENDPOINT_URL_SNS"] = states.Moto.Endpoint,
        };
        using var instances = pool = new FunctionPool(3, program, environment);
        var bucket = stack.Outputs["BucketName"];
        var machine = MachineDefinition.Of(
            new Stack(Template.Deployment, Aws.Tests.MotoServer.DefaultAccount, ("Scale", "Distributed"), ("MaxConcurrency", "3")), ("BucketName", bucket));

        var single = await pool.InvokeAsync("""{"audit":{"runId":"single"}}""");
        isKilling = true;
        var first = await states.RunAsync(machine, """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""", Patience, "first");
        var described = aws.Fake.Requests.Count(request => request.Api == "DescribePolicy");
        var second = await states.RunAsync(machine, """{"schedule":{"time":"2026-11-26T06:00:00Z"}}""", Patience, "second");

        Assert.Equal(AccountCount - 3, single.Json.GetProperty("accountsRead").GetInt32());
        Assert.Equal(("findings", AccountCount, AccountCount - 3, "published"), Told(first.Json));
        // A worker, and the last step.
        Assert.Equal(2, pool.Results.Count(result => result.Error?.Type == "Runtime.ExitError"));
        Assert.Equal(Comparable(await ReadAsync(states, bucket, "runs/single/report.json")), Comparable(await ReadAsync(states, bucket, "runs/schedule-20261125T060000Z/report.json")));
        Assert.Single(await queue.ReceiveAsync());
        Assert.Equal(described / 2 * 3, aws.Fake.Requests.Count(request => request.Api == "DescribePolicy"));

        Assert.Equal(("findings", AccountCount, AccountCount - 3, "nothingNew"), Told(second.Json));
        Assert.Empty(await queue.ReceiveAsync());
        var statuses = pool.Results.Where(result => result.Event.Contains("\"account\"", StringComparison.Ordinal) && result.Event.Contains("20261126", StringComparison.Ordinal))
            .Select(result => result.Json.GetProperty("status").GetString()).ToArray();
        Assert.Equal((AccountCount, 3, 0), (statuses.Length, statuses.Count(status => status == "unread"), statuses.Count(status => status == "evaluated")));
        var again = await ReadAsync(states, bucket, "runs/schedule-20261126T060000Z/report.json");
        Assert.Contains(again["notes"]!.AsArray(), note => note!.GetValue<string>().StartsWith($"{AccountCount - 3} of", StringComparison.Ordinal));
        Assert.DoesNotContain(pool.Output, line => line.Contains("testing", StringComparison.Ordinal) || line.Contains("Statement", StringComparison.Ordinal));
    }

    private static (string?, int, int, string?) Told(JsonElement answer) => (
        answer.GetProperty("status").GetString(), answer.GetProperty("accountsExpected").GetInt32(), answer.GetProperty("accountsRead").GetInt32(), answer.GetProperty("publication").GetString());

    /// <summary>A report without gaps, and without the moments at which it was made.</summary>
    private static string Comparable(JsonNode report)
    {
        report["gaps"] = null;
        return Moment().Replace(report.ToJsonString(), "then");
    }

    private static async Task<JsonNode> ReadAsync(StepFunctionsOnMoto states, string bucket, string key)
    {
        using var s3 = MotoClients.S3(states.Moto.Endpoint);
        using var stored = await s3.GetObjectAsync(new GetObjectRequest { BucketName = bucket, Key = key });
        using var reader = new StreamReader(stored.ResponseStream);
        var text = await reader.ReadToEndAsync();
        Assert.True(new SchemaFile("report.schema.json").IsValid(text));
        return JsonNode.Parse(text)!;
    }

    [GeneratedRegex(@"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ")]
    private static partial Regex Moment();
}
