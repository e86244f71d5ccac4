namespace Amazon.Lambda.RuntimeSupport;

/// <summary>One event, and what came with it.</summary>
internal sealed record Invocation(string RequestId, string FunctionArn, string? TraceId, DateTimeOffset Deadline, MemoryStream Event)
    : IDisposable
{
    public void Dispose() => Event.Dispose();
}
