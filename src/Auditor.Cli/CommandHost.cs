using System.CommandLine;

namespace Auditor.Cli;

/// <summary>The one place that catches what ends a run.</summary>
internal static class CommandHost
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        try
        {
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
            return await root.Parse(args).InvokeAsync(configuration).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("auditor: stopped").ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
        catch (Exception error) when (error is RunCannotGoOnException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("auditor: " + error.Message).ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
    }
}
