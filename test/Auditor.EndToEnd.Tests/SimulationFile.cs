using System.Buffers;
using System.Text.Json;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.EndToEnd.Tests;

/// <summary>The answer to one of the requests in samples/simulate.</summary>
internal sealed class SimulationFile : IDisposable
{
    private readonly JsonDocument answer;

    public SimulationFile(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "simulate", name)), output);
        answer = JsonDocument.Parse(output.WrittenMemory);
    }

    /// <summary>The error's code, or null.</summary>
    public string? ErrorCode => answer.RootElement.TryGetProperty("Error", out var error) ? error.GetProperty("Code").GetString() : null;

    /// <summary>Decisions by action.</summary>
    public Dictionary<string, string> Decisions => Results.ToDictionary(
        result => result.GetProperty("EvalActionName").GetString()!,
        result => result.GetProperty("EvalDecision").GetString()!,
        StringComparer.Ordinal);

    /// <summary>Decisions of the first action in the order of the request's resources.</summary>
    public string[] ResourceDecisions =>
        [
            .. Results.First().GetProperty("ResourceSpecificResults").EnumerateArray().Select(
                result => result.GetProperty("EvalResourceDecision").GetString()!),
        ];

    public void Dispose() => answer.Dispose();

    private JsonElement.ArrayEnumerator Results => answer.RootElement.GetProperty("EvaluationResults").EnumerateArray();
}
