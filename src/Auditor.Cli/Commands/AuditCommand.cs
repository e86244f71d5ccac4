using System.CommandLine;
using System.Globalization;
using System.Text;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Forms;
using Auditor.Pipeline.Report.Html;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor audit</c>: who can do what, and what is wrong, from a saved snapshot.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var options = new AuditArguments();
        var publish = new PublishArguments();
        var state = new StateArgument();
        var command = new Command(
            "audit",
            """
            Audit a saved snapshot, or AWS as it is: who can use Billing Conductor, can they do their job, and nothing more?

            Example:
              auditor audit samples/acme --config samples/acme/auditor.json
              auditor audit samples/acme --format sarif --output acme.sarif
              auditor audit samples/acme --config samples/acme/auditor.json --html report.html
              auditor audit samples/acme --with-scp ou-ac3e-7core001=guardrail.json
              auditor audit --live --config auditor.json
              auditor audit --live --simulator both --reproductions disagreements
              auditor audit SNAPSHOT --config auditor.json --state state.json
              auditor audit SNAPSHOT --config auditor.json --state s3://reports/auditor --store s3://reports/auditor --publish arn:aws:sns:us-east-1:111122223333:audit
            """);
        options.AddTo(command);
        publish.AddTo(command);
        command.Add(state.State);
        command.Require(result =>
        {
            if (options.WhatIf.AreGiven(result) && (result.GetResult(publish.Store) is not null || result.GetResult(state.State) is not null))
                result.AddError("--store and --state keep things as they are: leave out --with, --without and --with-scp");
        });
        command.SetAction((result, cancellationToken) => RunAsync(options, publish, state, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(AuditArguments arguments, PublishArguments publish, StateArgument state, ParseResult result, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationFile.Read(result.GetValue(arguments.Config));
        var kept = await state.OpenAsync(result, cancellationToken).ConfigureAwait(false);
        using var source = await AuditSource.OpenAsync(arguments, result, cancellationToken).ConfigureAwait(false);
        var report = await AuditAsync(arguments, result, configuration, source, kept, cancellationToken).ConfigureAwait(false);
        Write(arguments, result, report, source);
        // Last: whoever was not told this time is told the next.
        if (await Publication.RunAsync(publish, result, report, cancellationToken).ConfigureAwait(false))
            await StateArgument.SaveAsync(kept, report.Memory, cancellationToken).ConfigureAwait(false);
        if (kept?.Problem is { } problem)
            throw new RunCannotGoOnException(problem);
        return ExitCodeOf(report, result.GetValue(arguments.FailOn) ?? configuration?.Configuration.FailOn ?? FailureThreshold.High);
    }

    private static async Task<AuditReport> AuditAsync(
        AuditArguments arguments, ParseResult result, ConfigurationFile? configuration, AuditSource source, KeptMemory? kept, CancellationToken cancellationToken)
    {
        var path = source.Path;
        ShortRunHeap.TakeFor(path);
        if (result.GetValue(arguments.Parallelism) > 1)
            EarlyWork.Begin();
        var snapshot = SnapshotSource.Open(path);
        if (kept is not null)
            await kept.KeepToAsync(snapshot.Organization?.Id, cancellationToken).ConfigureAwait(false);
        var now = TimeProvider.System.GetUtcNow();
        var asOf = result.GetValue(arguments.AsOf) ?? now;
        var options = new AuditOptions
        {
            AsOf = asOf,
            Configuration = configuration?.Configuration,
            ConfigurationName = configuration?.Name,
            ManagementAccount = result.GetValue(arguments.ManagementAccount),
            Parallelism = result.GetValue(arguments.Parallelism),
            ListAll = result.GetValue(arguments.All),
            Before = kept?.Memory,
            IsOvertaken = kept?.IsOfLaterRun(asOf, now) == true,
            IsRemembered = kept is not null,
            ToolVersion = ToolVersion.Text,
        };
        var report = await SimulatedAudit.RunAsync(arguments, result, source, snapshot, options, cancellationToken).ConfigureAwait(false);
        if (report.AccountsRead == 0)
            throw new RunCannotGoOnException(NothingRead(path, report));
        return kept?.Problem is { } problem ? report with { Notes = [.. report.Notes, problem] } : report;
    }

    private static string NothingRead(string path, AuditReport report)
    {
        var reasons = string.Join("\n", report.Gaps.Take(5).Select(gap => $"  {gap.File ?? gap.What}{(gap.Line is { } line ? ", line " + line.ToString(CultureInfo.InvariantCulture) : "")}: {gap.Error}"));
        return $"no account could be read from `{path}`. A snapshot is a folder with accounts/<id>/authorization-details.json, as "
            + "`aws iam get-account-authorization-details` prints it, or that one file."
            + (reasons.Length == 0 ? "" : "\n" + Printable.Lines(reasons));
    }

    private static void Write(AuditArguments arguments, ParseResult result, AuditReport report, AuditSource source)
    {
        var form = ReportForm.Find(result.GetValue(arguments.Format));
        var explained = result.GetValue(arguments.Explain);
        OutputFile.Write(result.GetValue(arguments.Output), stream =>
        {
            if (form is not null)
                form.Write(report, stream);
            else
                WriteText(report, stream, explained, source.InitCommand(result.GetValue(arguments.ManagementAccount), report.ManagementAccount), isTerminal: result.GetValue(arguments.Output) is null && !Console.IsOutputRedirected);
        });
        if (result.GetValue(arguments.Html) is { } page)
            OutputFile.Write(page, stream => HtmlReport.Write(report, stream));
    }

    private static void WriteText(AuditReport report, Stream stream, string? explained, string initCommand, bool isTerminal)
    {
        // The default encoding throws for half of a surrogate pair.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var text = new TextReport(TextConsole.Create(writer, isTerminal));
        if (explained is null)
        {
            text.Write(report, report.Configuration is null ? initCommand : null);
            return;
        }

        var finding = report.Findings.FirstOrDefault(finding => finding.Id.Equals(explained, StringComparison.OrdinalIgnoreCase))
            ?? throw new RunCannotGoOnException($"there is no finding `{explained}` in this report; the ids stand in the report's text and JSON");
        text.WriteOne(finding);
    }

    private static int ExitCodeOf(AuditReport report, FailureThreshold failOn)
    {
        Severity? threshold = failOn switch
        {
            FailureThreshold.High => Severity.High,
            FailureThreshold.Medium => Severity.Medium,
            FailureThreshold.Low => Severity.Low,
            _ => null,
        };
        if (threshold is { } least && report.Findings.Any(finding => finding.IsActive && finding.Severity >= least && finding.Rule != "BCA901"))
            return ExitCode.Findings;
        return report.Gaps.IsEmpty ? ExitCode.Clean : ExitCode.Gaps;
    }
}
