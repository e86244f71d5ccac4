using System.Diagnostics;
using System.Globalization;

namespace Auditor.Cli.Tests;

/// <summary>The built command, stopped by a signal.</summary>
public sealed class InterruptionTests : IDisposable
{
    private readonly SmallSnapshot snapshot = SmallSnapshot.Clean();

    public void Dispose() => snapshot.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_run_that_does_not_listen_ends_all_the_same(string signal, int exitCode)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX's");
        Assert.SkipWhen(IsIgnored(signal), $"the shell that started the tests has them ignore SIG{signal}, and so does every program that they start");
        using var mkfifo = Process.Start("mkfifo", [snapshot["pipe"]]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        // Nobody reads: the run waits for somebody who does.
        using var run = Start("audit", snapshot.Root, "--html", snapshot["pipe"], "--output", snapshot["report"]);
        await UntilAsync(() => File.Exists(snapshot["report"]));
        using var kill = Process.Start("kill", ["-" + signal, run.Id.ToString(CultureInfo.InvariantCulture)]);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Empty(Directory.GetFiles(snapshot.Root, "*.partial"));
    }

    [Fact]
    public async Task A_run_that_listens_says_that_it_was_stopped()
    {
        using var errors = new StringWriter();
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        string[] args = ["audit", snapshot.Root, "--output", snapshot["report"]];
        Assert.Equal(1, await CommandHost.RunAsync(Commands.AuditorCommand.Create(), args, errors, stopped.Token));
        Assert.Equal("auditor: stopped\n", errors.ToString().ReplaceLineEndings("\n"));
        Assert.False(File.Exists(snapshot["report"]));
    }

    /// <summary>True if this process ignores a signal from its start on, as a shell without job control has a background command do.</summary>
    private static bool IsIgnored(string signal)
    {
        const string status = "/proc/self/status";
        var ignored = File.Exists(status) ? File.ReadLines(status).First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..].Trim() : "0";
        return (ulong.Parse(ignored, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) >> (signal == "INT" ? 1 : 14) & 1) != 0;
    }

    private static Process Start(params string[] args)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. args];
        return Process.Start(new ProcessStartInfo("dotnet", command) { RedirectStandardError = true })!;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds())
            await Task.Delay(20, TestContext.Current.CancellationToken);
    }
}
