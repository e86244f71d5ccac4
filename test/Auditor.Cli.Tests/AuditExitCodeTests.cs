using static Auditor.Cli.Tests.SmallSnapshot;

namespace Auditor.Cli.Tests;

public sealed class AuditExitCodeTests : IDisposable
{
    private const string Margins = "billingconductor:ListBillingGroupCostReports";
    private readonly SmallSnapshot snapshot = Clean();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public async Task Nothing_found_and_nothing_missing_is_0() => Assert.Equal(0, (await AuditAsync()).ExitCode);

    [Theory]
    [InlineData(null, 2)]
    [InlineData("high", 2)]
    [InlineData("medium", 2)]
    [InlineData("low", 2)]
    [InlineData("none", 0)]
    public async Task A_high_finding_is_2_unless_nothing_fails(string? threshold, int exitCode)
    {
        snapshot.Write(
            "auditor.json",
            """{"assignments":[{"principals":["arn:aws:iam::111122223333:role/viewer"],"profiles":["chargeback-analyst"]}]}""");
        string[] failOn = threshold is null ? [] : ["--fail-on", threshold];
        Assert.Equal(exitCode, (await AuditAsync(["--config", snapshot["auditor.json"], .. failOn])).ExitCode);
    }

    [Fact]
    public async Task The_configuration_says_when_to_fail_and_the_option_overrides_it()
    {
        snapshot.Write(
            "auditor.json",
            """
            {"failOn":"none","assignments":[{"principals":["arn:aws:iam::111122223333:role/viewer"],"profiles":["chargeback-analyst"]}]}
            """);
        Assert.Equal(0, (await AuditAsync("--config", snapshot["auditor.json"])).ExitCode);
        Assert.Equal(2, (await AuditAsync("--config", snapshot["auditor.json"], "--fail-on", "low")).ExitCode);
    }

    [Fact]
    public async Task A_gap_is_3_and_its_finding_does_not_count()
    {
        Directory.Delete(snapshot[$"accounts/{Member}"], recursive: true);
        Assert.Equal(3, (await AuditAsync("--fail-on", "low")).ExitCode);
        Assert.Equal(3, (await AuditAsync("--fail-on", "none")).ExitCode);
    }

    [Fact]
    public async Task A_finding_beside_a_gap_is_2()
    {
        snapshot.Write(
            "auditor.json",
            """{"assignments":[{"principals":["arn:aws:iam::111122223333:role/viewer"],"profiles":["chargeback-analyst"]}]}""");
        Directory.Delete(snapshot[$"accounts/{Member}"], recursive: true);
        Assert.Equal(2, (await AuditAsync("--config", snapshot["auditor.json"])).ExitCode);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("""{"assignments":[{"principals":["arn:aws:iam::*:role/x"],"profiles":["no-such-profile"]}]}""")]
    public async Task A_configuration_that_cannot_be_used_is_1_with_its_place(string text)
    {
        snapshot.Write("auditor.json", text);
        var run = await AuditAsync("--config", snapshot["auditor.json"]);
        AssertFails(run, "auditor.json, line 1, column");
    }

    [Fact]
    public async Task A_configuration_or_snapshot_that_is_not_there_is_1()
    {
        AssertFails(await AuditAsync("--config", snapshot["gone.json"]), "gone.json");
        AssertFails(await AuditAsync("--config", snapshot.Root), "no configuration");
        AssertFails(await CommandRun.InProcessAsync("audit", snapshot["gone"]), "there is no snapshot");
        AssertFails(await CommandRun.InProcessAsync("audit", ""), "there is no snapshot");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("nonsense\u001b[31m")]
    public async Task No_readable_account_at_all_is_1(string text)
    {
        foreach (var account in (string[])[Payer, Member])
            snapshot.Write($"accounts/{account}/authorization-details.json", text);
        AssertFails(await AuditAsync(), "no account could be read");
        AssertFails(
            await CommandRun.InProcessAsync("audit", snapshot[$"accounts/{Payer}/authorization-details.json"]), "no account could be read");
    }

    [Fact]
    public async Task An_empty_folder_is_1()
    {
        Directory.CreateDirectory(snapshot["empty"]);
        AssertFails(await CommandRun.InProcessAsync("audit", snapshot["empty"]), "authorization-details.json");
    }

    [Theory]
    [InlineData("--bogus", null, "--bogus")]
    [InlineData("--format", "xml", "xml")]
    [InlineData("--format", "1", "1")]
    [InlineData("--fail-on", "7", "7")]
    [InlineData("--fail-on", "critical", "critical")]
    [InlineData("--parallelism", "0", "at least 1")]
    [InlineData("--parallelism", "abc", "abc")]
    [InlineData("--parallelism", "99999999999", "99999999999")]
    [InlineData("--as-of", "soon", "2026-11-24T00:00:00Z")]
    [InlineData("--as-of", "12:00", "2026-11-24T00:00:00Z")]
    [InlineData("--as-of", "0001-01-01T00:00:00Z", "1970 to 9000")]
    [InlineData("--as-of", "9999-12-31T23:59:59Z", "1970 to 9000")]
    [InlineData("--management-account", "12", "twelve digits")]
    [InlineData("--output", "", "--output")]
    [InlineData("--config", null, "--config")]
    public async Task A_wrong_option_is_1_and_says_which(string option, string? value, string message)
    {
        string[] args = value is null ? [option] : [option, value];
        var run = await CommandRun.InProcessAsync(["audit", snapshot.Root, .. args]);
        AssertFails(run, message);
        Assert.Contains("auditor audit --help", run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audti")]
    [InlineData("")]
    public async Task A_wrong_command_is_1_and_says_where_help_is(string command)
    {
        string[] args = command.Length == 0 ? [] : [command];
        AssertFails(await CommandRun.InProcessAsync(args), "auditor --help");
    }

    [Theory]
    [InlineData("--accounts", "111122223333")]
    [InlineData("--no-inventory")]
    [InlineData("--last-accessed")]
    [InlineData("--activity-days", "3")]
    [InlineData("--role-name", "Reader")]
    [InlineData("--session-policy", "none")]
    public async Task What_says_how_to_collect_goes_with_live(params string[] args) => AssertFails(await AuditAsync(args), args[0] + " goes with --live");

    [Theory]
    [InlineData("--notify needs --publish", "--notify", "always")]
    [InlineData("--explain goes with --format text", "--format", "json", "--explain", "BCA101-000000000000")]
    public async Task What_would_be_passed_over_is_1(string message, params string[] args) => AssertFails(await AuditAsync(args), message);

    [Theory]
    [InlineData("catalog", "actions", "--bogus")]
    [InlineData("catalog", "--bogus")]
    public async Task Help_is_named_with_the_whole_command(params string[] args) =>
        AssertFails(await CommandRun.InProcessAsync(args), $"`auditor {string.Join(' ', args[..^1])} --help`");

    [Fact]
    public async Task Margins_without_configuration_are_no_finding()
    {
        snapshot.WithRoles(Role(Payer, "viewer", Margins));
        Assert.Equal(0, (await AuditAsync()).ExitCode);
    }

    private static void AssertFails(CommandRun run, string message)
    {
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Errors);
        Assert.DoesNotContain("Exception", run.Errors, StringComparison.Ordinal);
    }

    private Task<CommandRun> AuditAsync(params string[] args) =>
        CommandRun.InProcessAsync(["audit", snapshot.Root, "--as-of", AsOf, "--output", snapshot["report.txt"], .. args]);
}
