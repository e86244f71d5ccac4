using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Standard error as a console, for progress.</summary>
internal static class ErrorConsole
{
    public static IAnsiConsole Create() => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });

    /// <summary>Shows the cursor again, which a progress bar hides.</summary>
    public static void ShowCursor()
    {
        if (!Console.IsErrorRedirected)
            Create().Cursor.Show();
    }
}
