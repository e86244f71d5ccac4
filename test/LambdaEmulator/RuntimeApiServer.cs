using System.Globalization;

namespace Auditor.Testing;

/// <summary>
/// The Runtime API. Source: Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes",
/// <see href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html"/>.
/// </summary>
internal sealed class RuntimeApiServer(Invocations invocations, LambdaFunction function)
{
    /// <summary>6 MB and 100 bytes, as the message of the real service says.</summary>
    public const int LargestPayload = 6_291_556;

    private const string Root = "/2018-06-01/runtime/";
    private string lastRequestId = "";

    public async Task<FakeAnswer> AnswerAsync(FakeRequest request, CancellationToken stop) => request.Path[Root.Length..].Split('/') switch
    {
        ["invocation", "next"] => await NextAsync(stop),
        ["invocation", var id, "response"] => Response(id, request),
        ["invocation", var id, "error"] => Taken(id, null, InvocationError.Posted(request)),
        ["init", "error"] => InitializationError(request),
        _ => Refused(404, "NotFound", request.Api),
    };

    private async Task<FakeAnswer> NextAsync(CancellationToken stop)
    {
        if (invocations.NextAsync() is not { } waiting)
            return Refused(403, "InvalidStateTransition", "the last event is not answered yet");
        var queued = await waiting.WaitAsync(stop);
        return FakeAnswer.Raw(200, "application/json", queued.Payload)
            .With("Lambda-Runtime-Aws-Request-Id", queued.RequestId)
            .With("Lambda-Runtime-Deadline-Ms", queued.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))
            .With("Lambda-Runtime-Invoked-Function-Arn", function.Arn)
            .With("Lambda-Runtime-Trace-Id", $"Root=1-5759e988-{queued.RequestId[^12..]}{queued.RequestId[^12..]};Sampled=0");
    }

    private FakeAnswer Response(string id, FakeRequest request)
    {
        if (request.Body.Length <= LargestPayload)
            return Taken(id, request.Text, null);
        var message = $"Response payload size exceeded maximum allowed payload size ({LargestPayload} bytes).";
        var answer = Taken(id, null, InvocationError.Of("Function.ResponseSizeTooLarge", message));
        return answer.Status == 202
            ? Refused(413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({LargestPayload} bytes).")
            : answer;
    }

    private FakeAnswer Taken(string id, string? payload, InvocationError? error)
    {
        if (invocations.Complete(id, payload, error))
        {
            lastRequestId = id;
            return Accepted();
        }
        return id == lastRequestId
            ? Refused(403, "InvalidStateTransition", "the event is answered already")
            : Refused(400, "InvalidRequestID", "Invalid request ID");
    }

    private FakeAnswer InitializationError(FakeRequest request)
    {
        invocations.FailInitialization(InvocationError.Posted(request));
        return Accepted();
    }

    // With a body: the official client fails on an empty one.
    private static FakeAnswer Accepted() => FakeAnswer.Raw(202, "application/json", """{"status":"OK"}""");

    private static FakeAnswer Refused(int status, string type, string message) =>
        FakeAnswer.Raw(status, "application/json", InvocationError.Of(type, message).Body);
}
