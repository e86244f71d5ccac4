using Auditor.Cli;
using Auditor.Cli.Commands;

// Whoever packs or deploys the command asks for its version time and again: that needs neither the commands nor the signals.
if (args is ["--version"])
{
    Console.WriteLine(ToolVersion.Whole);
    return ExitCode.Clean;
}

using var interruption = new Interruption();
return await CommandHost.RunAsync(AuditorCommand.Create(), args, errors: null, interruption.Token).ConfigureAwait(false);
