using System.Text.Json;

namespace Auditor.Function.Tests.Distributed;

/// <summary>How an execution of the state machine ended.</summary>
/// <param name="Status"><c>SUCCEEDED</c>, <c>FAILED</c>, <c>TIMED_OUT</c> or <c>ABORTED</c>.</param>
/// <param name="Output">What it ended with, in JSON; null if it did not succeed.</param>
/// <param name="Error">The error's name; null if it succeeded.</param>
/// <param name="Cause">The error's message.</param>
internal sealed record EndedExecution(string Status, string? Output, string? Error, string? Cause)
{
    /// <summary>The output as JSON. Throws, with the error, where there is none.</summary>
    public JsonElement Json => Output is { } output && Status == "SUCCEEDED"
        ? JsonDocument.Parse(output).RootElement
        : throw new InvalidOperationException($"the execution ended as {Status}: {Error} {Cause}");

    internal static EndedExecution Of(JsonElement described) => new(
        described.GetProperty("status").GetString()!, Text(described, "output"), Text(described, "error"), Text(described, "cause"));

    private static string? Text(JsonElement described, string name) =>
        described.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
