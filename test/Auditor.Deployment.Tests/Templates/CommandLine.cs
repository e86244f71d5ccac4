using System.Diagnostics;

namespace Auditor.Deployment.Tests.Templates;

/// <summary>Runs a program of the machine; a test that needs one which is not there is skipped, with the reason.</summary>
internal static class CommandLine
{
    /// <summary>Where `.ci/run` puts the programs that it installs with npm.</summary>
    private static readonly string Installed = Path.Combine(Repository.Root, "artifacts", "peers", "node_modules", ".bin");

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test where the program is missing.</summary>
    public static void Need(string program, string install) =>
        Assert.SkipWhen(OnPath(program) is null, $"{program} is not on the PATH: {install}");

    /// <summary>Runs it; its exit code and everything it printed.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(OnPath(program) ?? program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        using var process = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string? OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append(Installed)
            .SelectMany(folder => (string[])[Path.Combine(folder, program), Path.Combine(folder, program + ".exe")])
            .FirstOrDefault(File.Exists);
}
