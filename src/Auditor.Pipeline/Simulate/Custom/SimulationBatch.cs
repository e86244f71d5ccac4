using System.Buffers;
using System.IO.Pipelines;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>Answers a stream of requests, one JSON object a line, one answer a line, in the same order.</summary>
public static class SimulationBatch
{
    /// <summary>Reads until the input ends. An answer is written out as soon as no further request is waiting.</summary>
    /// <param name="input">JSON Lines in UTF-8; a final line needs no line end.</param>
    /// <param name="output">Takes the answers.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>How many lines were answered.</returns>
    public static async Task<long> RunAsync(Stream input, Stream output, CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(input, new StreamPipeReaderOptions(bufferSize: 1 << 16, leaveOpen: true));
        var answer = new ArrayBufferWriter<byte>();
        long answered = 0, searched = 0;
        while (true)
        {
            var result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            var rest = result.Buffer;
            while (TakeLine(ref rest, searched, result.IsCompleted, out var line))
            {
                searched = 0;
                AnswerLine(line, answer);
                answered++;
                await output.WriteAsync(answer.WrittenMemory, cancellationToken).ConfigureAwait(false);
                answer.ResetWrittenCount();
            }

            await output.FlushAsync(cancellationToken).ConfigureAwait(false);
            // A long line arrives in many pieces: each is searched for its end once.
            searched = rest.Length;
            reader.AdvanceTo(rest.Start, rest.End);
            if (result.IsCompleted)
                break;
        }

        await reader.CompleteAsync().ConfigureAwait(false);
        return answered;
    }

    private static bool TakeLine(ref ReadOnlySequence<byte> rest, long searched, bool isLast, out ReadOnlySequence<byte> line)
    {
        line = default;
        if (rest.Slice(searched).PositionOf((byte)'\n') is { } end)
        {
            line = rest.Slice(0, end);
            rest = rest.Slice(rest.GetPosition(1, end));
            return true;
        }

        if (!isLast || rest.IsEmpty)
            return false;
        line = rest;
        rest = rest.Slice(rest.End);
        return true;
    }

    private static void AnswerLine(ReadOnlySequence<byte> line, ArrayBufferWriter<byte> answer)
    {
        ReadOnlyMemory<byte> bytes = line.IsSingleSegment ? line.First : line.ToArray();
        CustomSimulator.Answer(bytes, answer);
        answer.GetSpan(1)[0] = (byte)'\n';
        answer.Advance(1);
    }
}
