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
              auditor explain samples/acme --principal arn:aws:iam::111122223333:role/ChargebackAnalyst --action billingconductor:UpdateBillingGroup
            """);
        arguments.AddTo(command);
        command.SetAction(result => Run(arguments, result));
        return command;
    }

    private static int Run(ExplainArguments arguments, ParseResult result)
    {
        var configuration = ConfigurationFile.Read(result.GetValue(arguments.Config));
        var options = new AuditOptions
        {
            AsOf = result.GetValue(arguments.AsOf) ?? TimeProvider.System.GetUtcNow(),
            Configuration = configuration?.Configuration,
            ManagementAccount = result.GetValue(arguments.ManagementAccount),
            Context = result.GetRequiredValue(arguments.Context),
            ToolVersion = ToolVersion.Text,
        };
        var run = new ExplainRun(SnapshotSource.Open(result.GetRequiredValue(arguments.Snapshot)), options);
        Explanation[] explanations = [run.Explain(QuestionOf(arguments, result))];
        var isJson = result.GetValue(arguments.Format) == ReportFormat.Json;
        var output = result.GetValue(arguments.Output);
        OutputFile.Write(output, stream => Write(stream, explanations, isJson, isTerminal: output is null && !Console.IsOutputRedirected));
        return ExitCode.Clean;
    }

    private static ExplainQuestion QuestionOf(ExplainArguments arguments, ParseResult result) =>
        result.GetValue(arguments.Principal) is { } principal && result.GetValue(arguments.Action) is { } action
            ? new ExplainQuestion(principal, action, result.GetValue(arguments.Resource))
            : throw new RunCannotGoOnException("name --principal and --action");

    private static void Write(Stream stream, IReadOnlyList<Explanation> explanations, bool isJson, bool isTerminal)
    {
        if (isJson)
        {
            using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
            JsonExplanation.WriteAll(json, explanations);
            json.Flush();
            stream.WriteByte((byte)'\n');
            return;
        }

        // The default encoding throws for half of a surrogate pair.
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        var text = new ExplanationText(TextConsole.Create(writer, isTerminal));
        foreach (var explanation in explanations)
            text.Write(explanation);
    }
}
