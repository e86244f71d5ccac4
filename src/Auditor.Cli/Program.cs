using Auditor.Cli;
using Auditor.Cli.Commands;

return await CommandHost.RunAsync(AuditorCommand.Create(), args).ConfigureAwait(false);
