using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Auditor.Aws.Tests;
using Auditor.Aws.Tests.Publish;
using Auditor.Aws.Tests.Simulate;
using Auditor.Deployment.Tests.Moto;
using Auditor.Deployment.Tests.Templates;
using Auditor.EndToEnd.Tests.Live;
using Auditor.Function.Tests.Native;
using Auditor.Pipeline.Tests.Report;
using Auditor.Testing;

namespace Auditor.Function.Tests.Deployed;

/// <summary>The native binary with the environment of the deployed stack, from the schedule's event to a message in a queue and a report in the bucket.</summary>
public sealed class DeployedFunctionTests(NativeFunction native, MotoServer moto)
{
    private const int AccountCount = 6;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_function_killed_in_mid_run_finishes_it_in_its_next_invocation_with_one_message()
    {
        var program = native.Program;
        var (accounts, reasonToSkip) = await OrganizationSeed.PlantAsync(moto.Endpoint, AccountCount, policies: 3, roles: 60);
        Assert.SkipWhen(reasonToSkip is not null, reasonToSkip ?? "");
        var stack = await MotoStack.DeployAsync(moto.Endpoint, "deployed", "FunctionRoleName=Deployed", "IsPayer=true");
        var queue = await Subscription.ToAsync(moto, stack.Outputs["TopicArn"], "digests", """{"severity":["high","medium","low"]}""");
        var others = await Subscription.ToAsync(moto, stack.Outputs["TopicArn"], "clean-only", """{"status":["clean"]}""");
        using var lambda = new LambdaEmulator();
        var assumed = 0;
        using var aws = new AwsInFrontOfMoto(moto.Endpoint, request =>
        {
            if (request.Api == FakeSimulation.Api)
                return FakeAnswer.Error(403, "AccessDenied", "not authorized to perform: iam:SimulatePrincipalPolicy");
            if (request.Api == "AssumeRole" && Interlocked.Increment(ref assumed) == AccountCount / 2)
                lambda.Process!.Kill();
            return null;
        });
        lambda.StartProcess(program, new Dictionary<string, string>(stack.Environment.Concat(aws.Environment), StringComparer.Ordinal)
        {
            // What moto can do, it does itself.
            ["AWS_ENDPOINT_URL_S3"] = moto.Endpoint,
            ["AWS_ENDPOINT_URL_SNS"] = moto.Endpoint,
        });

        var killed = await lambda.InvokeAsync(ScheduledEvent("2026-11-25T06:00:00Z")).WaitAsync(Patience);
        Assert.Equal("Runtime.ExitError", killed.Error!.Type);
        Assert.Empty(await queue.ReceiveAsync());
        var retried = await lambda.RetryAsync(killed).WaitAsync(Patience);
        var delivered = await lambda.InvokeAsync(killed.Event).WaitAsync(Patience);

        Assert.Equal(("schedule-20261125T060000Z", "findings", AccountCount), (
            retried.Json.GetProperty("runId").GetString(), retried.Json.GetProperty("status").GetString(), retried.Json.GetProperty("accountsRead").GetInt32()));
        Assert.Equal(retried.Json.GetRawText(), delivered.Json.GetRawText());
        var digest = Assert.Single(await queue.ReceiveAsync())["Message"]!.GetValue<string>();
        Assert.True(new SchemaFile("digest.schema.json").IsValid(digest), digest);
        Assert.Empty(await others.ReceiveAsync());
        var report = await ReportAsync(new Uri(JsonNode.Parse(digest)!["reportUri"]!.GetValue<string>()), stack.Outputs["BucketName"]);
        Assert.Equal((AccountCount, accounts[0]), (report["snapshot"]!["coverage"]!["accountsRead"]!.GetValue<int>(), report["snapshot"]!["managementAccount"]!.GetValue<string>()));
        Assert.Equal(["iam:SimulatePrincipalPolicy"], report["gaps"]!.AsArray().Select(gap => gap!["permission"]!.GetValue<string>()).Distinct());
        Assert.Contains(delivered.Log.Concat(retried.Log), line => line.Contains("\"AuditCompleted\":1", StringComparison.Ordinal));
        Assert.DoesNotContain(lambda.Output, line => line.Contains("testing", StringComparison.Ordinal) || line.Contains("Statement", StringComparison.Ordinal));
    }

    /// <summary>What the template's schedule sends, with what the scheduler puts in.</summary>
    private static string ScheduledEvent(string time)
    {
        var events = Template.Deployment.Resources["AuditFunction"]!["Properties"]!["Events"]!;
        return events["Audit"]!["Properties"]!["Input"]!.GetValue<string>().Replace("<aws.scheduler.scheduled-time>", time, StringComparison.Ordinal);
    }

    private async Task<JsonNode> ReportAsync(Uri uri, string bucket)
    {
        Assert.Equal(("s3", bucket), (uri.Scheme, uri.Host));
        using var s3 = MotoClients.S3(moto.Endpoint);
        using var stored = await s3.GetObjectAsync(new GetObjectRequest { BucketName = uri.Host, Key = uri.AbsolutePath.TrimStart('/') });
        using var reader = new StreamReader(stored.ResponseStream);
        var text = await reader.ReadToEndAsync();
        Assert.True(new SchemaFile("report.schema.json").IsValid(text));
        return JsonNode.Parse(text)!;
    }
}
