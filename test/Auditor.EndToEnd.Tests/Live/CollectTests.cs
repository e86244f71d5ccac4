using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Testing;

namespace Auditor.EndToEnd.Tests.Live;

/// <summary>The command collects an organization of 30 accounts, in good weather and in bad.</summary>
public sealed partial class CollectTests(LiveOrganization organization) : IClassFixture<LiveOrganization>
{
    [Fact]
    public async Task A_collected_snapshot_has_what_the_aws_cli_prints_and_took_no_more_calls_than_estimated()
    {
        using var aws = new AwsInFrontOfMoto(organization.Endpoint);
        using var folder = new TemporaryFolder();
        var snapshot = Path.Combine(folder.Path, "snapshot");
        var estimate = await AuditorProcess.RunWithAsync(aws.Environment, "collect", "--output", snapshot, "--estimate");
        Assert.Equal(0, estimate.ExitCode);
        Assert.False(Directory.Exists(snapshot));
        var estimated = int.Parse(NumberOfCalls().Match(estimate.Output).Groups[1].Value, CultureInfo.InvariantCulture);
        var before = aws.Fake.Requests.Count;

        var collected = await AuditorProcess.RunWithAsync(aws.Environment, "collect", "--output", snapshot);

        Assert.Equal((0, ""), (collected.ExitCode, collected.Error));
        Assert.InRange(aws.Fake.Requests.Count - before, LiveOrganization.AccountCount, estimated);
        await AwsCli.AssertSameAsync(organization, snapshot);
        var report = await AuditAsync(snapshot, 0);
        Assert.Equal(LiveOrganization.AccountCount, report["snapshot"]!["coverage"]!["accountsRead"]!.GetValue<int>());
        Assert.True(report["summary"]!["principalsRead"]!.GetValue<int>() >= LiveOrganization.RoleCount);
        Assert.Empty(report["gaps"]!.AsArray());
    }

    [Fact]
    public async Task A_run_that_was_killed_goes_on_and_asks_no_finished_account_again()
    {
        using var folder = new TemporaryFolder();
        var half = new TaskCompletionSource();
        var assumed = 0;
        using var aws = new AwsInFrontOfMoto(organization.Endpoint, request =>
        {
            if (request.Api == "AssumeRole" && ++assumed == LiveOrganization.AccountCount / 2)
                half.SetResult();
            return null;
        });
        Process? process = null;
        var run = AuditorProcess.RunAsync(
            "", aws.Environment, started => process = started, "collect", "--output", folder.Path, "--parallelism", "1");
        await half.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        process!.Kill(entireProcessTree: true);
        Assert.NotEqual(0, (await run).ExitCode);
        Assert.False(File.Exists(Path.Combine(folder.Path, "snapshot.json")));
        string[] finished =
        [
            .. Directory.GetFiles(
                folder.Path,
                "authorization-details.json",
                SearchOption.AllDirectories).Select(file => Path.GetFileName(Path.GetDirectoryName(file)!)),
        ];
        Assert.InRange(finished.Length, 10, LiveOrganization.AccountCount - 1);

        using var again = new AwsInFrontOfMoto(organization.Endpoint);
        var resumed = await AuditorProcess.RunWithAsync(again.Environment, "collect", "--output", folder.Path);

        Assert.Equal((0, ""), (resumed.ExitCode, resumed.Error));
        var asked = again.Fake.Calls("AssumeRole").Select(request => request.Parameters["RoleArn"].Split(':')[4]);
        Assert.Empty(asked.Intersect(finished));
        Assert.Empty(again.Fake.Calls("DescribePolicy"));
        Assert.False(File.Exists(Path.Combine(folder.Path, "collect.jsonl")));
        Assert.Equal(
            LiveOrganization.AccountCount,
            Directory.GetFiles(folder.Path, "authorization-details.json", SearchOption.AllDirectories).Length);
        Assert.Empty((await AuditAsync(folder.Path, 0))["gaps"]!.AsArray());
    }

    [Fact]
    public async Task Every_third_call_throttled_and_every_tenth_connection_cut_give_the_same_snapshot()
    {
        using var folder = new TemporaryFolder();
        var (calm, rough) = (Path.Combine(folder.Path, "calm"), Path.Combine(folder.Path, "rough"));
        using (var aws = new AwsInFrontOfMoto(organization.Endpoint))
            Assert.Equal(0, (await AuditorProcess.RunWithAsync(aws.Environment, "collect", "--output", calm)).ExitCode);
        var calls = 0;
        using var stormy = new AwsInFrontOfMoto(organization.Endpoint, request => Misbehave(++calls, request));

        var collected = await AuditorProcess.RunWithAsync(stormy.Environment, "collect", "--output", rough);

        Assert.Equal((0, ""), (collected.ExitCode, collected.Error));
        Assert.True(calls > LiveOrganization.AccountCount * 3);
        Assert.Equal(Contents(calm), Contents(rough));
    }

    [Fact]
    public async Task An_account_that_refuses_is_named_with_the_permission_and_the_audit_ends_with_3()
    {
        var refusing = organization.Accounts[7];
        using var aws = new AwsInFrontOfMoto(organization.Endpoint, request =>
            request.Api == "AssumeRole" && request.Parameters["RoleArn"].Contains(refusing, StringComparison.Ordinal)
                ? FakeAnswer.Error(
                    403,
                    "AccessDenied",
                    $"User: arn:aws:iam::{organization.Payer}:user/moto is not authorized to perform: sts:AssumeRole on resource: "
                        + $"{request.Parameters["RoleArn"]}")
                : null);
        using var folder = new TemporaryFolder();

        var collected = await AuditorProcess.RunWithAsync(aws.Environment, "collect", "--output", folder.Path);

        Assert.Equal(3, collected.ExitCode);
        Assert.Contains(refusing, collected.Output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Path, "accounts", refusing)));
        var gap = Assert.Single((await AuditAsync(folder.Path, 3))["gaps"]!.AsArray())!;
        Assert.Equal(
            ("accountUnread", refusing, "sts:AssumeRole"),
            (gap["kind"]!.GetValue<string>(), gap["account"]!.GetValue<string>(), gap["permission"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_live_audit_keeps_nothing_behind()
    {
        using var aws = new AwsInFrontOfMoto(organization.Endpoint);
        using var temporary = new TemporaryFolder();
        var environment = aws.Environment;
        environment["TMPDIR"] = temporary.Path;
        environment["DOTNET_EnableDiagnostics"] = "0";
        var audited = await AuditorProcess.RunWithAsync(
            environment, "audit", "--live", "--accounts", organization.Payer, "--format", "json");
        Assert.Equal(3, audited.ExitCode);
        Assert.Equal(1, JsonNode.Parse(audited.Output)!["snapshot"]!["coverage"]!["accountsRead"]!.GetValue<int>());
        Assert.Empty(Directory.GetDirectories(temporary.Path, "auditor-*"));
    }

    private static FakeAnswer? Misbehave(int call, FakeRequest request)
    {
        if (call % 10 == 0)
            return call % 20 == 0
                ? FakeAnswer.CutBefore()
                : FakeAnswer.Raw(
                    200, "text/xml", "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult>").CutAfter(20);
        if (call % 3 != 0)
            return null;
        return request.Headers.ContainsKey("X-Amz-Target") ? FakeAnswer.TooManyRequests() : FakeAnswer.Throttling();
    }

    private static async Task<JsonNode> AuditAsync(string snapshot, int exitCode)
    {
        var audited = await AuditorProcess.RunAsync("audit", snapshot, "--format", "json");
        Assert.Equal((exitCode, ""), (audited.ExitCode, audited.Error));
        return JsonNode.Parse(audited.Output)!;
    }

    /// <summary>Every file but for the moments at which the two runs were made, and at which they used a role.</summary>
    private static string[] Contents(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(folder, file) + "\n" + Moment().Replace(File.ReadAllText(file), "$1")),
    ];

    [GeneratedRegex("At most ([0-9]+) calls")]
    private static partial Regex NumberOfCalls();

    [GeneratedRegex("(\"(?:takenAt|From|To|LastUsedDate)\": )\"[^\"]*\"")]
    private static partial Regex Moment();
}
