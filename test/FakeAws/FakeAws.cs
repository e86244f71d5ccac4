namespace Auditor.Testing;

/// <summary>
/// AWS as far as a test plans it: an HTTP server on a loopback port that answers calls by the name of the API and remembers all of them. A
/// call that nobody planned is answered with an error that is never retried, and <see cref="Dispose"/> throws, so the test fails.
/// </summary>
/// <remarks>
/// The name of a call: the action of the query protocol (`GetPolicy`), the operation of JSON 1.1 (`ListAccounts`), or verb and path of REST
/// (`POST /list-billing-groups`, `PUT /bucket/key`), where a plan may end in `*`.
/// </remarks>
public sealed class FakeAws : IDisposable
{
    private readonly FakeServer server;
    private readonly Lock gate = new();
    private readonly List<Plan> plans = [];
    private readonly List<FakeRequest> requests = [];
    private readonly List<string> unplanned = [];

    public FakeAws() => server = new FakeServer((request, _) => Task.FromResult(Answer(request)));

    /// <summary>What a client's `ServiceURL` is set to; ends without a slash.</summary>
    public string Url => $"http://{server.Host}";

    /// <summary>Every call so far, in the order of their arrival, whatever was answered.</summary>
    public IReadOnlyList<FakeRequest> Requests
    {
        get
        {
            lock (gate)
                return [.. requests];
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
        lock (gate)
        {
            if (plans.Where(plan => plan.Once).Select(plan => plan.Api).ToList() is { Count: > 0 } left)
                throw new InvalidOperationException($"planned and never called: {string.Join(", ", left)}");
        }
    }

    /// <exception cref="InvalidOperationException">Something was called that nobody planned.</exception>
    public void Dispose()
    {
        server.Dispose();
        if (unplanned.Count > 0)
            throw new InvalidOperationException($"nobody planned these calls: {string.Join(", ", unplanned)}");
    }

    internal FakeAnswer Answer(FakeRequest request)
    {
        lock (gate)
        {
            requests.Add(request);
            foreach (var plan in plans)
            {
                if (!plan.Covers(request.Api) || plan.Answer(request) is not { } answer)
                    continue;
                if (plan.Once)
                    plans.Remove(plan);
                return answer;
            }
            unplanned.Add(request.Api);
            return FakeAnswer.Error(400, "UnplannedCall", $"nobody planned `{request.Api}`");
        }
    }

    private FakeAws Add(Plan plan)
    {
        lock (gate)
            plans.Add(plan);
        return this;
    }

    private sealed record Plan(string Api, Func<FakeRequest, FakeAnswer?> Answer, bool Once)
    {
        public bool Covers(string called) => Api.EndsWith('*')
            ? called.StartsWith(Api[..^1], StringComparison.Ordinal)
            : string.Equals(called, Api, StringComparison.Ordinal);
    }
}
