using System.CommandLine;

namespace Auditor.Cli.Commands;

/// <summary>The command <c>auditor</c> with everything below it.</summary>
internal static class AuditorCommand
{
    public static RootCommand Create() => new(
        """
        For every principal that can reach AWS Billing Conductor in an AWS Organization: can it do its job, and nothing more?

        Example:
          auditor audit samples/acme --config samples/acme/auditor.json
        """)
    {
        InitCommand.Create(),
        CollectCommand.Create(),
        AuditCommand.Create(),
        ExplainCommand.Create(),
        PolicyCommand.Create(),
        DiffCommand.Create(),
        SimulateCommand.Create(),
        TestMessageCommand.Create(),
        CatalogCommand.Create(),
    };
}
