using System.Diagnostics;
using System.Text;
using Auditor.Cli.Commands;

namespace Auditor.Cli.Tests;

/// <summary>One run of the command: in this process, where standard output is not looked at, or the built executable.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Errors)
{
    public static async Task<CommandRun> InProcessAsync(params string[] args)
    {
        using var errors = new StringWriter();
        var exitCode = await CommandHost.RunAsync(AuditorCommand.Create(), args, errors);
        return new CommandRun(exitCode, "", errors.ToString());
    }

    public static Task<CommandRun> OfExecutableAsync(params string[] args) => OfExecutableAsync(null, args);

    public static async Task<CommandRun> OfExecutableAsync(byte[]? input, string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "auditor.dll"), .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        if (input is not null)
            await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return new CommandRun(process.ExitCode, await output, await errors);
    }
}
