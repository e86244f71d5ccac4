using System.CommandLine;
using Auditor.Cli;
using Auditor.Cli.Commands;

var root = new RootCommand(
    "For every principal that can reach AWS Billing Conductor in an AWS Organization: can it do its job, and nothing more?")
{
    InitCommand.Create(),
    AuditCommand.Create(),
    SimulateCommand.Create(),
    CatalogCommand.Create(),
};

return await CommandHost.RunAsync(root, args).ConfigureAwait(false);
