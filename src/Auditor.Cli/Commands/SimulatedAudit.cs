using System.CommandLine;
using Auditor.Aws.Access;
using Auditor.Aws.Simulate;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Cli.Commands;

/// <summary>The audit with the simulator that the user chose.</summary>
internal static class SimulatedAudit
{
    public static async Task<AuditReport> RunAsync(
        AuditArguments arguments,
        ParseResult result,
        AuditSource source,
        SnapshotReader snapshot,
        AuditOptions options,
        CancellationToken cancellationToken)
    {
        var mode = result.GetValue(arguments.Simulator.Simulator);
        if (mode == SimulatorMode.Embedded)
            return AuditProgress.Show(snapshot.AccountIds.Length, progress => WhatIfRun.Run(snapshot, arguments.WhatIf.Read(result), options, progress, cancellationToken));
        var opened = source.Access is null ? await AwsAccess.OpenAsync(arguments.Access.Read(result), TimeProvider.System, cancellationToken).ConfigureAwait(false) : null;
        using (opened)
        {
            var simulator = new PrincipalPolicySimulator(source.Access ?? opened!);
            var report = await SimulationProgressBar.ShowAsync(progress => AuditRun.RunAsync(
                AuditMaterial.Of(snapshot), options, new SimulatorRequest(mode, simulator, result.GetValue(arguments.Simulator.Sample), progress), progress: null, cancellationToken)).ConfigureAwait(false);
            WriteReproductions(report, FolderOf(arguments, result));
            return report;
        }
    }

    /// <summary>The named folder; without one, beside the report.</summary>
    private static DirectoryInfo? FolderOf(AuditArguments arguments, ParseResult result) => result.GetValue(arguments.Simulator.Reproductions)
        ?? (result.GetValue(arguments.Output) is { Directory: { Exists: true } besides } report && !OutputFile.IsStandardOutput(report) ? new DirectoryInfo(Path.Combine(besides.FullName, "reproductions")) : null);

    private static void WriteReproductions(AuditReport report, DirectoryInfo? folder)
    {
        if (folder is null || report.Reproductions.IsEmpty)
            return;
        folder.Create();
        foreach (var reproduction in report.Reproductions)
            OutputFile.Write(new FileInfo(Path.Combine(folder.FullName, reproduction.FileName)), stream => stream.Write(reproduction.Json.Span));
    }
}
