using System.Globalization;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The Lambda Runtime API. Source: Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes",
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private readonly HttpClient _client;
    private readonly bool _ownsClient;
    private readonly string _root;

    public RuntimeApi(HttpClient? client)
    {
        var host = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(host))
            throw new InvalidOperationException("AWS_LAMBDA_RUNTIME_API is not set: this program is a Lambda function and runs where Lambda starts it");
        _root = $"http://{host}/2018-06-01/runtime/invocation/";
        _ownsClient = client is null;
        // Waiting for the next event has no end.
        _client = client ?? new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(new Uri(_root + "next"), cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id") ?? throw new HttpRequestException("the Runtime API gave an event without a request id"),
            Header(response, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            Header(response, "Lambda-Runtime-Trace-Id"),
            DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Header(response, "Lambda-Runtime-Deadline-Ms") ?? "0", CultureInfo.InvariantCulture)),
            new MemoryStream(body, writable: false));
    }

    public Task ResponseAsync(string requestId, Stream output, CancellationToken cancellationToken) =>
        PostAsync($"{requestId}/response", new StreamContent(output) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } }, null, cancellationToken);

    public Task ErrorAsync(string requestId, Exception error, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(FunctionError.Json(error));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        return PostAsync($"{requestId}/error", content, error.GetType().Name, cancellationToken);
    }

    public void Dispose()
    {
        if (_ownsClient)
            _client.Dispose();
    }

    private async Task PostAsync(string path, HttpContent content, string? errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _root + path) { Content = content };
        if (errorType is not null)
            request.Headers.Add("Lambda-Runtime-Function-Error-Type", errorType);
        using var response = await _client.SendAsync(request, cancellationToken).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Concat(values) : null;
}
