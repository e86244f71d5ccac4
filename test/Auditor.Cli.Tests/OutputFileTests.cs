using System.Text;

namespace Auditor.Cli.Tests;

/// <summary>What stands at a path is replaced only if it is a file.</summary>
public sealed class OutputFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("auditor-").FullName;

    private string this[string file] => Path.Combine(root, file);

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_file_is_replaced_and_keeps_its_mode()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("modes are POSIX's");
            return;
        }

        const UnixFileMode secret = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.WriteAllText(this["report"], "old and longer");
        File.SetUnixFileMode(this["report"], secret);
        Write("report", "new");
        Assert.Equal("new", File.ReadAllText(this["report"]));
        Assert.Equal(secret, File.GetUnixFileMode(this["report"]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Of_a_link_the_target_is_replaced(bool isThere)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege there");
        Directory.CreateDirectory(this["below"]);
        if (isThere)
            File.WriteAllText(this["below/target"], "old");
        File.CreateSymbolicLink(this["link"], "below/target");
        Write("link", "new");
        Assert.Equal("below/target", new FileInfo(this["link"]).LinkTarget);
        Assert.Equal("new", File.ReadAllText(this["below/target"]));
    }

    [Fact]
    public async Task A_pipe_is_written_to_and_stays()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "pipes have no such names there");
        await ProcessOf("mkfifo", this["pipe"]);
        // To open it waits for a writer.
        var read = Task.Run(() => File.ReadAllText(this["pipe"]), TestContext.Current.CancellationToken);
        Write("pipe", "new");
        Assert.Equal("new", await read);
        Assert.Equal([this["pipe"]], Directory.GetFiles(root));
    }

    /// <remarks>A link stands between: a defect must not cost the machine its device.</remarks>
    [Fact]
    public void A_device_is_written_to_and_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the device has another name elsewhere");
        File.CreateSymbolicLink(this["null"], "/dev/null");
        Write("null", "new");
        Assert.Equal("/dev/null", new FileInfo(this["null"]).LinkTarget);
        Assert.Equal("", File.ReadAllText(this["null"]));
        Assert.Equal([this["null"]], Directory.GetFiles(root));
    }

    [Fact]
    public void Nobodys_file_is_taken_for_our_own_unfinished_one()
    {
        File.WriteAllText(this["report.partial"], "the user's");
        Write("report", "new");
        Assert.Equal("the user's", File.ReadAllText(this["report.partial"]));
        Assert.Equal(2, Directory.GetFiles(root).Length);
    }

    [Fact]
    public void What_is_unfinished_can_be_removed_from_elsewhere()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "open files cannot be removed there");
        Assert.Throws<OperationCanceledException>(() => OutputFile.Write(new FileInfo(this["report"]), _ =>
        {
            Assert.Single(Directory.GetFiles(root, "*.partial"));
            OutputFile.RemoveUnfinished();
            Assert.Empty(Directory.GetFiles(root));
            throw new OperationCanceledException();
        }));
    }

    [Fact]
    public async Task One_file_cannot_be_two_reports()
    {
        using var snapshot = SmallSnapshot.Clean();
        var run = await CommandRun.InProcessAsync("audit", snapshot.Root, "--output", this["report"], "--html", this["below/../report"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--output and --html both name", run.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(root));
    }

    [Fact]
    public async Task A_hyphen_is_standard_output()
    {
        using var snapshot = SmallSnapshot.Clean();
        string[] args = ["audit", snapshot.Root, "--as-of", SmallSnapshot.AsOf, "--format", "csv-findings"];
        var run = await CommandRun.OfExecutableAsync([.. args, "--output", "-"]);
        Assert.Equal(await CommandRun.OfExecutableAsync(args), run);
        Assert.NotEmpty(run.Output);
        Assert.False(File.Exists("-"));
        var page = await CommandRun.InProcessAsync([.. args, "--html", "-"]);
        Assert.Equal(1, page.ExitCode);
        Assert.StartsWith("--html must name a file where the report goes to standard output", page.Errors, StringComparison.Ordinal);
    }

    private void Write(string file, string text) => OutputFile.Write(new FileInfo(this[file]), stream => stream.Write(Encoding.UTF8.GetBytes(text)));

    private static Task ProcessOf(string command, string argument) => System.Diagnostics.Process.Start(command, [argument]).WaitForExitAsync();
}
