using Auditor.Cli;
using Auditor.Cli.Commands;

using var interruption = new Interruption();
return await CommandHost.RunAsync(AuditorCommand.Create(), args, errors: null, interruption.Token).ConfigureAwait(false);
