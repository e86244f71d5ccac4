using System.Globalization;

namespace Auditor.Testing;

/// <summary>
/// Lambda around one function: the Runtime API on a loopback port, a queue of events, and the function's process, which is started again
/// for the next event after it was killed or has exited. One event at a time. <see cref="Url"/> also answers Lambda's own API `Invoke`, so a
/// function can invoke itself.
/// </summary>
/// <remarks>A bootstrap in the test's own process may take the events as well; nothing is started then.</remarks>
public sealed class LambdaEmulator : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("lambda-");
    private readonly Invocations invocations;
    private readonly FakeServer server;
    private int lastRequest;

    public LambdaEmulator(LambdaFunction? function = null)
    {
        Function = function ?? new LambdaFunction();
        Log = new LogFile(LogPath);
        invocations = new Invocations(Log);
        var runtimeApi = new RuntimeApiServer(invocations, Function);
        var invokeApi = new InvokeApiServer(this);
        server = new FakeServer((request, stop) => request.Path.StartsWith("/2018-06-01/", StringComparison.Ordinal)
            ? runtimeApi.AnswerAsync(request, stop)
            : invokeApi.AnswerAsync(request, stop));
    }

    public LambdaFunction Function { get; }

    /// <summary>`127.0.0.1:port`: what AWS_LAMBDA_RUNTIME_API is set to.</summary>
    public string RuntimeApi => server.Host;

    /// <summary>The endpoint of Lambda's own API.</summary>
    public string Url => $"http://{server.Host}";

    /// <summary>The process that runs now or ran last; null before <see cref="StartProcess"/>.</summary>
    public LambdaProcess? Process => invocations.Process;

    /// <summary>Every ended invocation, in the order of their ends.</summary>
    public IReadOnlyList<InvocationResult> Results => invocations.Results;

    /// <summary>What the last process to fail at its start posted to `init/error`; null when none did.</summary>
    public InvocationError? InitializationError => invocations.InitializationError;

    /// <summary>Everything on standard output so far, of all processes.</summary>
    public IReadOnlyList<string> Output => Log.LinesFrom(0);

    /// <summary>Everything on standard error so far, of all processes.</summary>
    public IReadOnlyList<string> Errors => new LogFile(LogPath + ".err").LinesFrom(0);

    private LogFile Log { get; }

    private string LogPath => Path.Combine(folder.FullName, "log");

    /// <summary>Starts the function's process, with nothing in its environment but what Lambda gives and what is given here.</summary>
    /// <param name="program">The program's absolute path.</param>
    /// <param name="variables">More variables, or other values; an empty value removes one.</param>
    /// <param name="arguments">The program's arguments.</param>
    public LambdaProcess StartProcess(string program, IReadOnlyDictionary<string, string>? variables = null, params string[] arguments)
    {
        var environment = Function.Environment(RuntimeApi, Path.GetDirectoryName(program)!);
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            environment[name] = value;
        foreach (var name in environment.Keys.Where(name => environment[name].Length == 0).ToList())
            environment.Remove(name);
        return invocations.Start(new ProgramToStart(program, arguments, environment, LogPath));
    }

    /// <summary>Sends an event and waits for its end: an answer, an error, the deadline, or the end of the process.</summary>
    /// <param name="payload">The event; need not be JSON.</param>
    /// <param name="timeout">From the moment the function gets it; null is the function's own.</param>
    public Task<InvocationResult> InvokeAsync(string payload, TimeSpan? timeout = null) => SendAsync(NextRequestId(), payload, timeout);

    /// <summary>Sends the event of an ended invocation once more, with the same request id, as Lambda does with a failed one.</summary>
    public Task<InvocationResult> RetryAsync(InvocationResult ended, TimeSpan? timeout = null) =>
        SendAsync(ended.RequestId, ended.Event, timeout);

    /// <summary>Ends when no event waits or runs any more, e.g. after the function has invoked itself.</summary>
    /// <exception cref="TimeoutException">That took longer than the given time.</exception>
    public Task IdleAsync(TimeSpan patience) => invocations.Idle.WaitAsync(patience);

    /// <summary>Kills the process and ends the server. Whatever still waits is an error `Sandbox.Ended`.</summary>
    public void Dispose()
    {
        invocations.End();
        server.Dispose();
        folder.Delete(recursive: true);
    }

    internal string NextRequestId() =>
        string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{Interlocked.Increment(ref lastRequest):D12}");

    internal Task<InvocationResult> SendAsync(string requestId, string payload, TimeSpan? timeout)
    {
        var queued = new QueuedEvent(requestId, payload, timeout ?? Function.Timeout);
        invocations.Add(queued);
        return queued.Result;
    }
}
