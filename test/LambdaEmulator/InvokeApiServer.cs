using System.Text.Json;

namespace Auditor.Testing;

/// <summary>
/// Lambda's own API `Invoke`, for the one function. Source: Lambda API Reference,
/// <see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"/>.
/// </summary>
internal sealed class InvokeApiServer(LambdaEmulator lambda)
{
    private const int LargestEvent = 1_048_576;
    private const string Root = "/2015-03-31/functions/";
    private const string End = "/invocations";

    public async Task<FakeAnswer> AnswerAsync(FakeRequest request, CancellationToken stop)
    {
        if (!request.Path.StartsWith(Root, StringComparison.Ordinal) || !request.Path.EndsWith(End, StringComparison.Ordinal))
            return Refused(404, "UnknownOperationException", request.Api);
        // A name or an ARN.
        var name = Uri.UnescapeDataString(request.Path[Root.Length..^End.Length]);
        if (name.Split(':')[^1] != lambda.Function.Name)
            return Refused(404, "ResourceNotFoundException", $"Function not found: {name}");
        return request.Headers.GetValueOrDefault("X-Amz-Invocation-Type", "RequestResponse") switch
        {
            "Event" => Queue(request),
            "DryRun" => FakeAnswer.Raw(204, "application/json", ""),
            _ => await CallAsync(request, stop),
        };
    }

    private FakeAnswer Queue(FakeRequest request)
    {
        if (request.Body.Length > LargestEvent)
            return TooLarge(request, LargestEvent);
        var requestId = lambda.NextRequestId();
        _ = lambda.SendAsync(requestId, request.Text, null);
        return FakeAnswer.Raw(202, "application/json", "").With("x-amzn-RequestId", requestId);
    }

    private async Task<FakeAnswer> CallAsync(FakeRequest request, CancellationToken stop)
    {
        if (request.Body.Length > RuntimeApiServer.LargestPayload)
            return TooLarge(request, RuntimeApiServer.LargestPayload);
        var result = await lambda.SendAsync(lambda.NextRequestId(), request.Text, null).WaitAsync(stop);
        var answer = FakeAnswer.Raw(200, "application/json", result.Payload ?? result.Error!.Body)
            .With("x-amzn-RequestId", result.RequestId)
            .With("X-Amz-Executed-Version", lambda.Function.Version);
        return result.Error is null ? answer : answer.With("X-Amz-Function-Error", "Unhandled");
    }

    private static FakeAnswer TooLarge(FakeRequest request, int limit) => Refused(
        413, "RequestTooLargeException", $"{request.Body.Length} byte payload is too large (limit {limit} bytes)");

    private static FakeAnswer Refused(int status, string type, string message) =>
        FakeAnswer.Raw(status, "application/json", $$"""{"Type":"User","message":"{{JsonEncodedText.Encode(message)}}"}""")
            .With("x-amzn-ErrorType", type);
}
