using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Auditor.Cli.Text;
using Auditor.Pipeline;

namespace Auditor.Cli;

/// <summary>The one place that catches what ends a run. Whatever it is, the user sees a message and no stack trace.</summary>
internal static class CommandHost
{
    public static async Task<int> RunAsync(RootCommand root, string[] args, TextWriter? errors = null, CancellationToken cancellationToken = default)
    {
        errors ??= Console.Error;
        try
        {
            var parsed = root.Parse(args);
            // Who wants to stop says so through the token.
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, Error = errors, ProcessTerminationTimeout = null };
            if (parsed.Action is not ParseErrorAction wrong)
                return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            // Whoever reads standard output as a report must not find help in it.
            configuration.Output = errors;
            wrong.ShowHelp = false;
            await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
            await errors.WriteLineAsync($"`auditor {PathOf(parsed.CommandResult)}--help` shows how it is used").ConfigureAwait(false);
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

    /// <summary>The command's names below `auditor`, e.g. <c>catalog actions </c>.</summary>
    private static string PathOf(CommandResult result) => result.Parent is CommandResult above ? $"{PathOf(above)}{result.Command.Name} " : "";

    private static async Task<int> FailAsync(TextWriter errors, string message)
    {
        await errors.WriteLineAsync("auditor: " + Printable.Lines(message)).ConfigureAwait(false);
        return ExitCode.CouldNotRun;
    }
}
