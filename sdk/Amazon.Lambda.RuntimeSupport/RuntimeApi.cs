using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// The Lambda Runtime API. Source: Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes",
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private readonly HttpClient client;
    private readonly bool ownsClient;
    private readonly string root;

    public RuntimeApi(HttpClient? client)
    {
        var host = Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API");
        if (string.IsNullOrEmpty(host))
            throw new InvalidOperationException(
                "AWS_LAMBDA_RUNTIME_API is not set: this program is a Lambda function and runs where Lambda starts it");
        root = $"http://{host}/2018-06-01/runtime/";
        ownsClient = client is null;
        // Waiting for the next event has no end.
        this.client = client ?? new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task<Invocation> NextAsync(CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri(root + "invocation/next"), cancellationToken).ConfigureAwait(false);
        await ThrowUnlessTakenAsync(response, cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Invocation(
            Header(response, "Lambda-Runtime-Aws-Request-Id")
                ?? throw new HttpRequestException("the Runtime API gave an event without a request id"),
            Header(response, "Lambda-Runtime-Invoked-Function-Arn") ?? "",
            Header(response, "Lambda-Runtime-Trace-Id"),
            Deadline(Header(response, "Lambda-Runtime-Deadline-Ms")),
            new MemoryStream(body, writable: false));
    }

    /// <exception cref="ResponseTooLargeException">The answer is too large: the invocation has failed, the function may go on.</exception>
    public async Task ResponseAsync(string requestId, Stream output, CancellationToken cancellationToken)
    {
        var content = new StreamContent(output) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await PostAsync($"invocation/{requestId}/response", content, null, cancellationToken).ConfigureAwait(false);
        if (response.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            throw new ResponseTooLargeException(
                $"the answer is larger than Lambda takes: {await TextAsync(response, cancellationToken).ConfigureAwait(false)}");
        await ThrowUnlessTakenAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The invocation has failed.</summary>
    public async Task ErrorAsync(string requestId, Exception error, CancellationToken cancellationToken)
    {
        using var response = await PostErrorAsync($"invocation/{requestId}/error", error, cancellationToken).ConfigureAwait(false);
        // Lambda itself ends an invocation whose answer is too large, and refuses what comes after.
        if (error is ResponseTooLargeException && response.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Forbidden)
            return;
        await ThrowUnlessTakenAsync(response, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The function cannot start. It must exit after this.</summary>
    public async Task InitializationErrorAsync(Exception error, CancellationToken cancellationToken)
    {
        using var response = await PostErrorAsync("init/error", error, cancellationToken).ConfigureAwait(false);
        await ThrowUnlessTakenAsync(response, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose()
    {
        if (ownsClient)
            client.Dispose();
    }

    private Task<HttpResponseMessage> PostErrorAsync(string path, Exception error, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(FunctionError.Json(error));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/vnd.aws.lambda.error+json");
        return PostAsync(path, content, error.GetType().Name, cancellationToken);
    }

    private async Task<HttpResponseMessage> PostAsync(
        string path, HttpContent content, string? errorType, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, root + path) { Content = content };
        if (errorType is not null)
            request.Headers.TryAddWithoutValidation("Lambda-Runtime-Function-Error-Type", errorType);
        return await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="HttpRequestException">The Runtime API refused; after a 500 the process has to exit: this ends its loop.</exception>
    private static async Task ThrowUnlessTakenAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
            return;
        var text = await TextAsync(response, cancellationToken).ConfigureAwait(false);
        throw new HttpRequestException($"the Runtime API answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }

    private static Task<string> TextAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.Content.ReadAsStringAsync(cancellationToken);

    /// <summary>A moment that cannot be read is long past, as in the official package.</summary>
    private static DateTimeOffset Deadline(string? milliseconds) =>
        long.TryParse(milliseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
        && value <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(value)
            : DateTimeOffset.UnixEpoch;

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Concat(values) : null;
}
