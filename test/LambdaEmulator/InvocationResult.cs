using System.Text.Json;

namespace Auditor.Testing;

/// <summary>How one invocation ended.</summary>
public sealed record InvocationResult
{
    /// <summary>The same for every retry of an event.</summary>
    public required string RequestId { get; init; }

    /// <summary>What was sent.</summary>
    public required string Event { get; init; }

    /// <summary>The function's answer; null after an error.</summary>
    public string? Payload { get; init; }

    /// <summary>Null after an answer.</summary>
    public InvocationError? Error { get; init; }

    /// <summary>What the process wrote to standard output from the moment it got the event until it answered, line by line.</summary>
    public IReadOnlyList<string> Log { get; init; } = [];

    /// <summary>The answer as JSON. Throws, with the error, where there is none.</summary>
    public JsonElement Json => Payload is not null
        ? JsonDocument.Parse(Payload).RootElement
        : throw new InvalidOperationException($"the function failed: {Error?.Body}\n{string.Join('\n', Log)}");
}
