using System.CommandLine;
using System.CommandLine.Invocation;
using Auditor.Cli.Text;
using Auditor.Pipeline;

namespace Auditor.Cli;

/// <summary>The one place that catches what ends a run. Whatever it is, the user sees a message and no stack trace.</summary>
internal static class CommandHost
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter? errors = null)
    {
        errors ??= Console.Error;
        try
        {
            var parsed = root.Parse(args);
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = errors };
            if (parsed.Action is not ParseErrorAction wrong)
                return await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            // Whoever reads standard output as a report must not find help in it.
            configuration.Output = errors;
            wrong.ShowHelp = false;
            await parsed.InvokeAsync(configuration).ConfigureAwait(false);
            var command = parsed.CommandResult.Command;
            await errors.WriteLineAsync($"`auditor {(command is RootCommand ? "" : command.Name + " ")}--help` shows how it is used").ConfigureAwait(false);
            return ExitCode.CouldNotRun;
        }
        catch (OperationCanceledException)
        {
            return await FailAsync(errors, "stopped").ConfigureAwait(false);
        }
        catch (Exception error) when (error is RunCannotGoOnException or IOException or UnauthorizedAccessException)
        {
            return await FailAsync(errors, error.Message).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            return await FailAsync(errors, $"this should not have happened; please report it: {error.GetType().Name}: {error.Message}").ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync("auditor: " + Printable.Lines(message)).ConfigureAwait(false);
        return ExitCode.CouldNotRun;
    }
}
