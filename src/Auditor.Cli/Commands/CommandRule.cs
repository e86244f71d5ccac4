using System.CommandLine;
using System.CommandLine.Parsing;

namespace Auditor.Cli.Commands;

/// <summary>What a command's options must be together.</summary>
internal static class CommandRule
{
    /// <summary>Adds a rule that is asked only where each option makes sense by itself.</summary>
    public static void Require(this Command command, Action<CommandResult> rule) => command.Validators.Add(result =>
    {
        try
        {
            rule(result);
        }
        catch (InvalidOperationException)
        {
            // So the parser refuses to give a value that is wrong by itself. It says so of the option, in words for people.
        }
    });
}
