using System.Text.Json;
using static Auditor.Cli.Tests.SmallSnapshot;

namespace Auditor.Cli.Tests;

public sealed class AuditPublishTests : IDisposable
{
    private const string Topic = "arn:aws:sns:us-east-1:111122223333:audit";
    private readonly SmallSnapshot snapshot = Clean();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public async Task A_folder_keeps_the_report_and_its_digest()
    {
        var run = await AuditAsync("--store", snapshot["store"]);
        Assert.Equal(0, run.ExitCode);
        var report = Assert.Single(Directory.GetFiles(snapshot["store"], "report.json", SearchOption.AllDirectories));
        Assert.Equal(await File.ReadAllBytesAsync(snapshot["report"]), await File.ReadAllBytesAsync(report));
        Assert.Equal($"stored {new Uri(report).AbsoluteUri}", run.Errors.Trim());
        using var digest = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Path.GetDirectoryName(report)!, "digest.json")));
        Assert.Equal(new Uri(report).AbsoluteUri, digest.RootElement.GetProperty("reportUri").GetString());
        Assert.Equal(Path.GetFileName(Path.GetDirectoryName(report)), digest.RootElement.GetProperty("runId").GetString());
    }

    [Fact]
    public async Task The_same_audit_is_kept_once()
    {
        await AuditAsync("--store", snapshot["store"]);
        var before = Directory.GetFiles(snapshot["store"], "*", SearchOption.AllDirectories);
        Assert.Equal(0, (await AuditAsync("--store", snapshot["store"])).ExitCode);
        Assert.Equal(before, Directory.GetFiles(snapshot["store"], "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task While_another_run_publishes_the_same_report_no_state_is_left()
    {
        await AuditAsync("--store", snapshot["store"]);
        var run = Directory.GetDirectories(Path.Combine(snapshot["store"], "runs"))[0];
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        // printf arn:aws:sns:us-east-1:111122223333:audit | sha256sum
        await File.WriteAllTextAsync(
            Path.Combine(run, "published-2c8815d7b31b.json"), $$"""{"state":"publishing","at":"{{now}}","destination":"{{Topic}}","messageId":null}""");

        var second = await AuditAsync("--store", snapshot["store"], "--publish", Topic, "--notify", "always", "--state", snapshot["state.json"]);

        Assert.Contains("another run is publishing this report", second.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(snapshot["state.json"]), second.Errors);
    }

    [Theory]
    [InlineData("--publish needs --store", "--publish", Topic)]
    [InlineData("--chat needs --publish", "--chat", "--store", "folder")]
    [InlineData("`http://x/y` is neither s3://bucket/prefix nor a folder", "--store", "http://x/y")]
    [InlineData("`Bucket` is no name of a bucket", "--store", "s3://Bucket/x")]
    [InlineData("`s3://bucket/a/../b` has a `.` or `..`", "--store", "s3://bucket/a/../b")]
    [InlineData("`audit` is no ARN of a topic", "--publish", "audit", "--store", "folder")]
    [InlineData("is a FIFO topic", "--publish", Topic + ".fifo", "--store", "folder")]
    public async Task Arguments_that_cannot_work_are_refused_before_anything_is_done(string message, params string[] arguments)
    {
        var run = await AuditAsync(arguments);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(message, run.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(snapshot["report"]));
    }

    [Fact]
    public async Task A_store_that_cannot_be_written_is_1_and_the_report_was_printed()
    {
        snapshot.Write("file", "x");
        var run = await AuditAsync("--store", snapshot["file"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("cannot be written", run.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(snapshot["report"]));
    }

    private Task<CommandRun> AuditAsync(params string[] more) =>
        CommandRun.InProcessAsync(["audit", snapshot.Root, "--as-of", AsOf, "--format", "json", "--output", snapshot["report"], .. more]);
}
