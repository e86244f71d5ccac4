using System.Buffers;
using System.Text;
using System.Text.Json;
using Auditor.Function.Events;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.Function.Answers;

/// <summary>Answers requests to simulate, each as <c>auditor simulate</c> does; nothing of AWS is asked.</summary>
internal sealed class SimulateAnswer(Lazy<FunctionServices> services)
{
    public async Task<ReadOnlyMemory<byte>> OfAsync(SimulateRequest request, string requestId)
    {
        var answer = Answer(request.Input);
        return answer.Length <= PayloadLimit.Bytes ? answer : await StoredAnswer.LinkAsync(services.Value.Store, answer, requestId).ConfigureAwait(false);
    }

    private static ReadOnlyMemory<byte> Answer(JsonElement input)
    {
        var output = new ArrayBufferWriter<byte>();
        if (input.ValueKind == JsonValueKind.Object)
        {
            CustomSimulator.Answer(Encoding.UTF8.GetBytes(input.GetRawText()), output);
            return output.WrittenMemory;
        }

        output.Write("["u8);
        foreach (var request in input.EnumerateArray())
        {
            if (output.WrittenCount > 1)
                output.Write(","u8);
            CustomSimulator.Answer(Encoding.UTF8.GetBytes(request.GetRawText()), output);
        }

        output.Write("]"u8);
        return output.WrittenMemory;
    }
}
