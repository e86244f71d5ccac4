using System.Globalization;

namespace Auditor.Testing;

/// <summary>The events of one function and the process that takes them: who waits, who runs, and how each ends.</summary>
internal sealed class Invocations(LogFile log)
{
    private readonly Lock gate = new();
    private readonly Queue<QueuedEvent> waiting = new();
    private readonly List<InvocationResult> results = [];
    private TaskCompletionSource idle = Ended();
    private TaskCompletionSource<QueuedEvent>? next;
    private QueuedEvent? running;
    private ProgramToStart? program;
    private bool exited;
    private int starts;

    public LambdaProcess? Process { get; private set; }

    public InvocationError? InitializationError { get; private set; }

    public Task Idle
    {
        get
        {
            lock (gate)
                return idle.Task;
        }
    }

    public IReadOnlyList<InvocationResult> Results
    {
        get
        {
            lock (gate)
                return [.. results];
        }
    }

    public LambdaProcess Start(ProgramToStart toStart)
    {
        lock (gate)
        {
            program = toStart;
            return StartProcess();
        }
    }

    public void Add(QueuedEvent queued)
    {
        lock (gate)
        {
            if (idle.Task.IsCompleted)
                idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting.Enqueue(queued);
            if (exited)
                StartProcess();
            HandOut();
        }
    }

    /// <summary>The next event, when there is one; null when the process still has one to answer.</summary>
    public Task<QueuedEvent>? NextAsync()
    {
        lock (gate)
        {
            if (running is not null)
                return null;
            Process?.Initialized = true;
            var asked = new TaskCompletionSource<QueuedEvent>(TaskCreationOptions.RunContinuationsAsynchronously);
            next = asked;
            HandOut();
            return asked.Task;
        }
    }

    /// <summary>Ends the running invocation.</summary>
    /// <returns>Whether it was that one.</returns>
    public bool Complete(string requestId, string? payload, InvocationError? error)
    {
        lock (gate)
        {
            if (running?.RequestId != requestId)
                return false;
            Finish(running, payload, error);
            return true;
        }
    }

    /// <summary>The process cannot start: that is the answer to all that wait for it.</summary>
    public void FailInitialization(InvocationError error)
    {
        lock (gate)
        {
            InitializationError = error;
            FailWaiting(error);
        }
    }

    public void End()
    {
        lock (gate)
        {
            program = null;
            Process?.Dispose();
            var error = InvocationError.Of("Sandbox.Ended", "the test is over");
            if (running is not null)
                Finish(running, null, error);
            FailWaiting(error);
        }
    }

    private LambdaProcess StartProcess()
    {
        var temporary = string.Create(CultureInfo.InvariantCulture, $"{program!.Log}.{++starts}.tmp");
        var started = new LambdaProcess(program, temporary);
        Process?.Dispose();
        (Process, InitializationError, next, exited) = (started, null, null, false);
        _ = WatchAsync(started);
        return started;
    }

    private async Task WatchAsync(LambdaProcess started)
    {
        await started.Exited;
        lock (gate)
        {
            if (program is null || Process != started)
                return;
            (exited, next) = (true, null);
            if (running is not null)
                Finish(running, null, ExitError(running, started));
            else if (!started.Initialized && waiting.TryPeek(out var first))
                FailWaiting(InitializationError ?? ExitError(first, started));
            if (waiting.Count > 0)
                StartProcess();
        }
    }

    private void HandOut()
    {
        if (running is not null || next is null || !waiting.TryDequeue(out var queued))
            return;
        queued.LogStart = log.Length;
        queued.Deadline = TimeProvider.System.GetUtcNow() + queued.Timeout;
        running = queued;
        _ = EnforceDeadlineAsync(queued);
        next.SetResult(queued);
        next = null;
    }

    private async Task EnforceDeadlineAsync(QueuedEvent queued)
    {
        try
        {
            await queued.Result.WaitAsync(queued.Timeout);
        }
        catch (TimeoutException)
        {
            lock (gate)
            {
                if (running != queued)
                    return;
                Process?.Kill();
                var seconds = queued.Timeout.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
                var message = $"RequestId: {queued.RequestId} Error: Task timed out after {seconds} seconds";
                Finish(queued, null, InvocationError.Of("Sandbox.Timedout", message));
            }
        }
    }

    private void FailWaiting(InvocationError error)
    {
        while (waiting.TryDequeue(out var queued))
            Finish(queued, null, error);
    }

    private void Finish(QueuedEvent queued, string? payload, InvocationError? error)
    {
        if (running == queued)
            running = null;
        var result = new InvocationResult
        {
            RequestId = queued.RequestId,
            Event = queued.Payload,
            Payload = payload,
            Error = error,
            Log = log.LinesFrom(queued.LogStart),
        };
        results.Add(result);
        queued.Complete(result);
        if (waiting.Count == 0)
            idle.TrySetResult();
    }

    private static InvocationError ExitError(QueuedEvent queued, LambdaProcess ended)
    {
        var reason = ended.ExitCode switch
        {
            0 => "Runtime exited without providing a reason",
            134 => "Runtime exited with error: signal: aborted",
            137 => "Runtime exited with error: signal: killed",
            139 => "Runtime exited with error: signal: segmentation fault",
            var code => string.Create(CultureInfo.InvariantCulture, $"Runtime exited with error: exit status {code}"),
        };
        return InvocationError.Of("Runtime.ExitError", $"RequestId: {queued.RequestId} Error: {reason}");
    }

    private static TaskCompletionSource Ended()
    {
        var ended = new TaskCompletionSource();
        ended.SetResult();
        return ended;
    }
}
