using System.Diagnostics;
using System.Text;

namespace Auditor.EndToEnd.Tests;

/// <summary>The command as a user runs it: a process of its own, from the root of the checkout.</summary>
internal static class AuditorProcess
{
    /// <summary>Runs the command with nothing on standard input.</summary>
    public static Task<ProcessResult> RunAsync(params string[] arguments) => RunWithInputAsync("", arguments);

    /// <summary>Runs the command with a text on standard input.</summary>
    public static Task<ProcessResult> RunWithInputAsync(string input, params string[] arguments) =>
        RunAsync(input, [], started: null, arguments);

    /// <summary>Runs the command with other environment variables.</summary>
    public static Task<ProcessResult> RunWithAsync(Dictionary<string, string> environment, params string[] arguments) =>
        RunAsync("", environment, started: null, arguments);

    /// <summary>Runs the command and hands its process out, so that somebody can end it.</summary>
    public static async Task<ProcessResult> RunAsync(
        string input, Dictionary<string, string> environment, Action<Process>? started, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. arguments])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        started?.Invoke(process);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ProcessResult(process.ExitCode, await output, await error);
    }
}

internal sealed record ProcessResult(int ExitCode, string Output, string Error);
