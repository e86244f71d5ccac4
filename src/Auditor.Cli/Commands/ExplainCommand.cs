using System.CommandLine;
using System.Text;
using System.Text.Json;
using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Explain;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor explain</c>: why a principal can or cannot do something, and what would help.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var arguments = new ExplainArguments();
        var command = new Command(
            "explain",
            """
            Explain why a principal can or cannot do something, layer by layer, and what would help.

            Example:
              auditor explain samples/acme --principal arn:aws:iam::111122223333:role/finops/finance-controller --action billingconductor:UpdateBillingGroup
              auditor explain samples/acme --message "User: … is not authorized to perform: billingconductor:ListBillingGroups"
              auditor explain samples/acme --event event.json --remedy cli
            """);
        arguments.AddTo(command);
        command.SetAction((result, cancellationToken) => RunAsync(arguments, result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ExplainArguments arguments, ParseResult result, CancellationToken cancellationToken)
    {
        var configuration = ConfigurationFile.Read(result.GetValue(arguments.Config));
        var options = new AuditOptions
        {
            AsOf = result.GetValue(arguments.AsOf) ?? TimeProvider.System.GetUtcNow(),
            Configuration = configuration?.Configuration,
            ConfigurationName = configuration?.Name,
            ManagementAccount = result.GetValue(arguments.ManagementAccount),
            Context = result.GetRequiredValue(arguments.Context),
            ToolVersion = ToolVersion.Text,
        };
        var run = ExplainRun.With(SnapshotSource.Open(result.GetRequiredValue(arguments.Snapshot)), options, arguments.WhatIf.Read(result));
        if (result.GetValue(arguments.Principal) is { } principal)
        {
            var explanation = run.Explain(new ExplainQuestion(principal, result.GetValue(arguments.Action)!, result.GetValue(arguments.Resource)));
            Write(arguments, result, json => JsonExplanation.WriteAll(json, [explanation]), text => text.Write(explanation));
            return ExitCode.Clean;
        }

        var reading = await DenialInput.ReadAsync(result.GetValue(arguments.Message), result.GetValue(arguments.Event), cancellationToken).ConfigureAwait(false);
        var explained = run.ExplainAll(reading.Denials);
        Write(arguments, result, json => JsonExplanation.WriteAll(json, explained), text => text.Write(reading, explained));
        return explained.Answers.All(answer => answer.Explanation is null) ? ExitCode.CouldNotRun : ExitCode.Clean;
    }

    private static void Write(ExplainArguments arguments, ParseResult result, Action<Utf8JsonWriter> writeJson, Action<ExplanationText> writeText)
    {
        var isJson = result.GetValue(arguments.Format) == ReportFormat.Json;
        var output = result.GetValue(arguments.Output);
        OutputFile.Write(output, stream =>
        {
            if (isJson)
                WriteJson(stream, writeJson);
            else
                WriteText(stream, writeText, result.GetValue(arguments.Remedy), isTerminal: output is null && !Console.IsOutputRedirected);
        });
    }

    private static void WriteJson(Stream stream, Action<Utf8JsonWriter> write)
    {
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
            write(json);
        stream.WriteByte((byte)'\n');
    }

    private static void WriteText(Stream stream, Action<ExplanationText> write, RemedyForm form, bool isTerminal)
    {
        // The default encoding throws for half of a surrogate pair.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        write(new ExplanationText(TextConsole.Create(writer, isTerminal), form));
    }
}
