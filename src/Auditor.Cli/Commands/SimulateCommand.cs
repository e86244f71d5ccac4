using System.Buffers;
using System.CommandLine;
using Auditor.Pipeline;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor simulate</c>: AWS's <c>SimulateCustomPolicy</c>, offline.</summary>
internal static class SimulateCommand
{
    public static Command Create()
    {
        var batch = new Option<bool>("--batch") { Description = "Read JSON Lines: one request a line, one answer a line, in order." };
        var input = new Option<FileInfo?>("--input") { CustomParser = PathOption.File, Description = "The file to read; standard input if it is left out or `-`." };
        var command = new Command(
            "simulate",
            """
            Answer requests in the form of AWS's SimulateCustomPolicy, offline.

            Example:
              echo '{"PolicyInputList":["{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"billingconductor:*\",\"Resource\":\"*\"}}"],
                     "ActionNames":["billingconductor:ListBillingGroups"]}' | auditor simulate
            """)
        {
            batch,
            input,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result.GetValue(batch), result.GetValue(input), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(bool batch, FileInfo? file, CancellationToken cancellationToken)
    {
        var source = file is null || file.Name == "-" ? Console.OpenStandardInput() : Open(file);
        await using (source.ConfigureAwait(false))
        {
            var output = Console.OpenStandardOutput();
            await using (output.ConfigureAwait(false))
            {
                if (batch)
                    await SimulationBatch.RunAsync(source, output, cancellationToken).ConfigureAwait(false);
                else
                    await AnswerOneAsync(source, output, cancellationToken).ConfigureAwait(false);
            }
        }

        return ExitCode.Clean;
    }

    private static async Task AnswerOneAsync(Stream source, Stream output, CancellationToken cancellationToken)
    {
        using var request = new MemoryStream();
        await source.CopyToAsync(request, cancellationToken).ConfigureAwait(false);
        var answer = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(request.GetBuffer().AsMemory(0, (int)request.Length), answer, indented: true);
        answer.Write("\n"u8);
        await output.WriteAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
    }

    private static FileStream Open(FileInfo file) =>
        file.Exists ? file.OpenRead() : throw new RunCannotGoOnException($"there is no file `{file.FullName}`");
}
