using static Auditor.Cli.Tests.SmallSnapshot;

namespace Auditor.Cli.Tests;

public sealed class StateArgumentTests : IDisposable
{
    private readonly SmallSnapshot snapshot = Clean();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("auditor-state-");

    public void Dispose()
    {
        snapshot.Dispose();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData(".x.json")]
    [InlineData("a:b.json")]
    public async Task A_name_that_cannot_be_used_is_said_to_be_none(string name)
    {
        var run = await RunAsync(Path.Combine(folder.FullName, name));
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"--state: `{name}` is no name for a state", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_stays_one_and_what_it_leads_to_is_written()
    {
        var target = Path.Combine(folder.CreateSubdirectory("kept").FullName, "real.json");
        var link = Path.Combine(folder.FullName, "state.json");
        File.CreateSymbolicLink(link, target);
        Assert.Equal(0, (await RunAsync(link)).ExitCode);
        Assert.Equal(target, new FileInfo(link).LinkTarget);
        Assert.NotEqual(0, new FileInfo(target).Length);
    }

    private Task<CommandRun> RunAsync(string state) => CommandRun.OfExecutableAsync("audit", snapshot.Root, "--as-of", AsOf, "--fail-on", "none", "--state", state);
}
