using System.CommandLine;
using System.Text;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Propose;
using Auditor.Pipeline.Report;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor init</c>: a first configuration, from what principals can do today.</summary>
internal static class InitCommand
{
    public static Command Create()
    {
        var snapshot = new Argument<string>("SNAPSHOT") { Description = "A snapshot's folder." };
        var output = new Option<FileInfo?>("--output") { CustomParser = PathOption.File, Description = "Write the configuration to a file instead of standard output." };
        var management = new Option<string?>("--management-account") { Description = "The payer's account id, if the snapshot does not tell it." };
        var command = new Command(
            "init",
            """
            Propose an auditor.json from what the payer's principals can do today.

            Example:
              auditor init samples/acme --output auditor.json
            """)
        {
            snapshot,
            output,
            management,
        };
        command.SetAction((result, cancellationToken) => Task.FromResult(
            Run(result.GetRequiredValue(snapshot), result.GetValue(output), result.GetValue(management), result.InvocationConfiguration.Error, cancellationToken)));
        return command;
    }

    private static int Run(string path, FileInfo? output, string? managementAccount, TextWriter errors, CancellationToken cancellationToken)
    {
        if (output is { Exists: true } && !OutputFile.IsStandardOutput(output))
            throw new RunCannotGoOnException($"`{output.FullName}` exists already: a proposal must not replace what somebody has corrected; name another file with --output");
        var options = new AuditOptions
        {
            AsOf = TimeProvider.System.GetUtcNow(),
            ManagementAccount = managementAccount,
            Parallelism = Environment.ProcessorCount,
            ListAll = true,
            ToolVersion = ToolVersion.Text,
        };
        var report = AuditRun.Run(SnapshotSource.Open(path), options, progress: null, cancellationToken);
        var proposal = ConfigurationProposal.Of(report)
            ?? throw new RunCannotGoOnException("nobody knows which account is the payer: add organization.json to the snapshot, or name it with --management-account");
        OutputFile.Write(output, stream => stream.Write(Encoding.UTF8.GetBytes(ProposalWriter.Write(proposal))));
        // The configuration alone goes to standard output.
        foreach (var note in PayerNotes.Of(report.ManagementAccount, options))
            errors.WriteLine(Printable.Of(note));
        return report.Gaps.IsEmpty ? ExitCode.Clean : ExitCode.Gaps;
    }
}
