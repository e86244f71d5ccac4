namespace Auditor.Testing;

/// <summary>An event on its way: waiting, then with the process, then done.</summary>
internal sealed class QueuedEvent(string requestId, string payload, TimeSpan timeout)
{
    private readonly TaskCompletionSource<InvocationResult> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId => requestId;

    public string Payload => payload;

    public TimeSpan Timeout => timeout;

    public Task<InvocationResult> Result => done.Task;

    /// <summary>Set when the process gets it.</summary>
    public DateTimeOffset Deadline { get; set; }

    /// <summary>How much the process had written when it got the event, in bytes.</summary>
    public long LogStart { get; set; }

    public void Complete(InvocationResult result) => done.TrySetResult(result);
}
