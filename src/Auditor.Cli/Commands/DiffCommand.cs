using System.CommandLine;
using System.Text;
using System.Text.Json;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.WhatIf;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor diff</c>: what changed between two snapshots, and for whom.</summary>
internal static class DiffCommand
{
    private static readonly Argument<string> Old = new("OLD") { Description = "The earlier snapshot." };
    private static readonly Argument<string> New = new("NEW") { Description = "The later snapshot; the same one, to ask what if." };
    private static readonly Option<FileInfo?> Config = new("--config") { CustomParser = PathOption.File, Description = "Who should be able to do what: an auditor.json, for both." };
    private static readonly Option<ReportFormat> Format = new("--format") { Description = "text for people, json for programs." };
    private static readonly Option<FileInfo?> Output = new("--output") { CustomParser = PathOption.File, Description = "Write the answer to a file instead of standard output." };
    private static readonly Option<DateTimeOffset?> AsOf = AuditArguments.MomentOption("The moment for which both audits speak, e.g. 2026-11-24T00:00:00Z. Now, if it is left out.");
    private static readonly Option<string?> ManagementAccount = AuditArguments.ManagementAccountOption();
    private static readonly WhatIfArguments WhatIf = new();

    public static Command Create()
    {
        Format.AcceptOnly("text", "json");
        var command = new Command(
            "diff",
            """
            Compare two snapshots: whose access changed, which findings are new, which are gone.

            Example:
              auditor diff yesterday today --config auditor.json
              auditor diff samples/acme samples/acme --without p-1region0
            """)
        {
            Old, New, Config, Format, Output, AsOf, ManagementAccount,
        };
        WhatIf.AddTo(command);
        command.SetAction((result, cancellationToken) => Task.FromResult(Run(result, cancellationToken)));
        return command;
    }

    private static int Run(ParseResult result, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationFile.Read(result.GetValue(Config));
        var options = new AuditOptions
        {
            AsOf = result.GetValue(AsOf) ?? TimeProvider.System.GetUtcNow(),
            Configuration = configuration?.Configuration,
            ConfigurationName = configuration?.Name,
            ManagementAccount = result.GetValue(ManagementAccount),
            Parallelism = Environment.ProcessorCount,
            ListAll = true,
            IsRemembered = true,
            ToolVersion = ToolVersion.Text,
        };
        var before = Audit(Old, Suppositions.None, options, result, cancellationToken);
        // What the later snapshot could not read is not gone.
        var after = Audit(New, WhatIf.Read(result), options with { Before = before.Memory }, result, cancellationToken);
        Write(ReportComparison.Of(before, after), result);
        foreach (var note in PayerNotes.Of(before.ManagementAccount, options).Concat(PayerNotes.Of(after.ManagementAccount, options)).Distinct(StringComparer.Ordinal))
            result.InvocationConfiguration.Error.WriteLine(Printable.Of(note));
        return before.Gaps.IsEmpty && after.Gaps.IsEmpty ? ExitCode.Clean : ExitCode.Gaps;
    }

    private static AuditReport Audit(Argument<string> argument, Suppositions suppositions, AuditOptions options, ParseResult result, CancellationToken cancellationToken)
    {
        var path = result.GetRequiredValue(argument);
        var report = WhatIfRun.Run(SnapshotSource.Open(path), suppositions, options, progress: null, cancellationToken);
        return report.AccountsRead > 0 ? report : throw new RunCannotGoOnException($"no account could be read from `{path}`");
    }

    private static void Write(ReportComparison comparison, ParseResult result) => OutputFile.Write(result.GetValue(Output), stream =>
    {
        if (result.GetValue(Format) == ReportFormat.Json)
        {
            using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
                JsonComparison.Write(json, comparison);
            stream.WriteByte((byte)'\n');
            return;
        }

        // The default encoding throws for half of a surrogate pair.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        new ComparisonText(TextConsole.Create(writer, result.GetValue(Output) is null && !Console.IsOutputRedirected)).Write(comparison);
    });
}
