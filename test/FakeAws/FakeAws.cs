using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Auditor.Testing;

/// <summary>
/// AWS as far as a test plans it: an HTTP server on a loopback port that answers calls by the name of the API and remembers all of them. A call
/// that nobody planned is answered with an error that is never retried, and <see cref="Dispose"/> throws, so the test fails.
/// </summary>
/// <remarks>
/// The name of a call: the action of the query protocol (`GetPolicy`), the operation of JSON 1.1 (`ListAccounts`), or verb and path of REST
/// (`POST /list-billing-groups`, `PUT /bucket/key`), where a plan may end in `*`.
/// </remarks>
public sealed class FakeAws : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly List<Plan> _plans = [];
    private readonly List<FakeRequest> _requests = [];
    private readonly List<string> _unplanned = [];
    private readonly ConcurrentDictionary<Task, bool> _connections = new();
    private readonly Task _accepting;

    public FakeAws()
    {
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What a client's `ServiceURL` is set to; ends without a slash.</summary>
    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    /// <summary>Every call so far, in the order of their arrival, whatever was answered.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    /// <summary>Answers the next calls of an API, one answer each and in this order; plans for the same API follow each other.</summary>
    public FakeAws On(string api, params FakeAnswer[] answers)
    {
        foreach (var answer in answers)
            Add(new Plan(api, _ => answer, Once: true));
        return this;
    }

    /// <summary>Answers every further call of an API; what the function answers with null is left to the other plans.</summary>
    public FakeAws Always(string api, Func<FakeRequest, FakeAnswer?> answer) => Add(new Plan(api, answer, Once: false));

    /// <inheritdoc cref="Always(string, Func{FakeRequest, FakeAnswer})"/>
    public FakeAws Always(string api, FakeAnswer answer) => Always(api, _ => answer);

    /// <summary>The calls of one API so far.</summary>
    public IReadOnlyList<FakeRequest> Calls(string api) => [.. Requests.Where(request => request.Api == api)];

    /// <summary>Throws when an answer planned with <see cref="On"/> was never asked for.</summary>
    public void AssertAllAnswered()
    {
        lock (_lock)
        {
            if (_plans.Where(plan => plan.Once).Select(plan => plan.Api).ToList() is { Count: > 0 } left)
                throw new InvalidOperationException($"planned and never called: {string.Join(", ", left)}");
        }
    }

    /// <exception cref="InvalidOperationException">Something was called that nobody planned.</exception>
    public void Dispose()
    {
        _stop.Cancel();
        _listener.Stop();
        Task.WaitAll([_accepting, .. _connections.Keys], TimeSpan.FromSeconds(5));
        _stop.Dispose();
        if (_unplanned.Count > 0)
            throw new InvalidOperationException($"nobody planned these calls: {string.Join(", ", _unplanned)}");
    }

    internal FakeAnswer Answer(FakeRequest request)
    {
        lock (_lock)
        {
            _requests.Add(request);
            foreach (var plan in _plans)
            {
                if (!plan.Covers(request.Api) || plan.Answer(request) is not { } answer)
                    continue;
                if (plan.Once)
                    _plans.Remove(plan);
                return answer;
            }
            _unplanned.Add(request.Api);
            return FakeAnswer.Error(400, "UnplannedCall", $"nobody planned `{request.Api}`");
        }
    }

    private FakeAws Add(Plan plan)
    {
        lock (_lock)
            _plans.Add(plan);
        return this;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync(_stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            var connection = new FakeConnection(client, Answer).ServeAsync(_stop.Token);
            _connections.TryAdd(connection, true);
            _ = connection.ContinueWith(done => _connections.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    private sealed record Plan(string Api, Func<FakeRequest, FakeAnswer?> Answer, bool Once)
    {
        public bool Covers(string called) =>
            Api.EndsWith('*') ? called.StartsWith(Api[..^1], StringComparison.Ordinal) : string.Equals(called, Api, StringComparison.Ordinal);
    }
}
