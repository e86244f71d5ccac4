using System.Text.Json.Nodes;
using Auditor.Aws.Tests.Simulate;
using Auditor.Testing;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>The sample organization, audited with a stand-in for AWS's simulator.</summary>
public sealed class SimulatorTests : IDisposable
{
    private const string Payer = "111122223333";
    private readonly FakeAws aws = new();
    private readonly TemporaryFolder folder = new();

    public SimulatorTests() => aws
        .Always(
            "GetCallerIdentity",
            FakeAnswer.Ok($"<Account>{Payer}</Account><Arn>arn:aws:iam::{Payer}:role/auditor</Arn><UserId>AROAEXAMPLE</UserId>"))
        .Always("AssumeRole", FakeAnswer.Ok("""
            <Credentials><AccessKeyId>ASIAEXAMPLE</AccessKeyId><SecretAccessKey>example</SecretAccessKey>
            <SessionToken>example</SessionToken>
            <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            """));

    public void Dispose()
    {
        aws.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Disagreements_come_with_files_that_simulate_answers_like_the_audit()
    {
        aws.Always(
            FakeSimulation.Api,
            request => new FakeSimulation(request).InNewShape((_, _) => "explicitDeny", FakeSimulation.Organizations(true)));
        var report = await AuditAsync(2, "--simulator", "both", "--sample", "3");
        var findings = report["findings"]!.AsArray().Where(finding => (string)finding!["rule"]! == "BCA902").ToArray();
        var files = Directory.GetFiles(Path.Combine(folder.Path, "reproductions")).Select(
            file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(3, aws.Calls(FakeSimulation.Api).Select(call => call.Parameters["PolicySourceArn"]).Distinct().Count());
        Assert.Equal(
            ("both", 3, 3),
            (
                (string)report["simulator"]!["mode"]!,
                (int)report["simulator"]!["principalsAsked"]!,
                (int)report["simulator"]!["principalsAnswered"]!));
        Assert.NotEmpty(findings);
        Assert.Equal(findings.Select(finding => (string)finding!["id"]!).Order(StringComparer.Ordinal), files);
        var answer = await AuditorProcess.RunAsync("simulate", "--input", Path.Combine(folder.Path, "reproductions", files[0] + ".json"));
        Assert.Equal("allowed", (string)JsonNode.Parse(answer.Output)!["EvaluationResults"]![0]!["EvalDecision"]!);
    }

    [Fact]
    public async Task Refusal_is_a_gap_and_the_embedded_engine_answers()
    {
        aws.Always(FakeSimulation.Api, FakeAnswer.Error(403, "AccessDenied", "not authorized"));
        var embedded = await AuditAsync(2);
        var report = await AuditAsync(2, "--simulator", "aws");

        Assert.Equal(embedded["accessClasses"]!.ToJsonString(), report["accessClasses"]!.ToJsonString());
        Assert.Contains(
            report["gaps"]!.AsArray(),
            gap => (string)gap!["kind"]! == "simulationUnanswered" && (string)gap["permission"]! == "iam:SimulatePrincipalPolicy");
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "reproductions")));
    }

    [Fact]
    public async Task Text_says_which_simulator_answered()
    {
        aws.Always(FakeSimulation.Api, request => new FakeSimulation(request).InOldShape((_, _) => "allowed"));
        var result = await AuditorProcess.RunWithAsync(Environment(), "audit", "samples/acme", "--simulator", "aws");

        Assert.Equal("", result.Error);
        Assert.Contains("AWS's simulator decides for ", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--sample", "3")]
    [InlineData("--reproductions", "x")]
    [InlineData("--simulator", "both", "--sample", "0")]
    [InlineData("--simulator", "2")]
    public async Task Options_that_say_nothing_are_errors(params string[] options)
    {
        var result = await AuditorProcess.RunAsync(["audit", "samples/acme", .. options]);

        Assert.Equal(1, result.ExitCode);
        Assert.NotEmpty(result.Error);
    }

    private async Task<JsonObject> AuditAsync(int exitCode, params string[] options)
    {
        var file = Path.Combine(folder.Path, "report.json");
        string[] arguments =
        [
            "audit", "samples/acme", "--config", "samples/acme/auditor.json", "--as-of", "2026-11-24T00:00:00Z", "--format", "json",
            "--output", file, .. options,
        ];
        var result = await AuditorProcess.RunWithAsync(Environment(), arguments);

        Assert.Equal("", result.Error);
        Assert.Equal(exitCode, result.ExitCode);
        return JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!.AsObject();
    }

    private Dictionary<string, string> Environment() => new(StringComparer.Ordinal)
    {
        ["AWS_ENDPOINT_URL"] = aws.Url,
        ["AWS_ACCESS_KEY_ID"] = "AKIAIOSFODNN7EXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = "example",
        ["AWS_REGION"] = "us-east-1",
    };
}
