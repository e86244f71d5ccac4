using System.Text;
using System.Text.Json;

namespace Auditor.Testing;

/// <summary>One answer, in the form that the call's protocol has it.</summary>
public sealed record FakeAnswer
{
    /// <summary>The request id that every answer carries.</summary>
    public const string RequestId = "11111111-2222-3333-4444-555555555555";

    private FakeAnswer()
    {
    }

    public int Status { get; private init; } = 200;

    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    internal Func<FakeRequest, byte[]> Body { get; private init; } = _ => [];

    internal bool Cut { get; private init; }

    internal int CutAfterBytes { get; private init; }

    internal int PieceBytes { get; private init; }

    internal TimeSpan Pause { get; private init; }

    internal Task Gate { get; private init; } = Task.CompletedTask;

    /// <summary>Success. Query protocol: what stands inside the element …Result; otherwise the whole body.</summary>
    public static FakeAnswer Ok(string result) =>
        new() { Body = request => Encoding.UTF8.GetBytes(request.IsQueryProtocol ? Wrap(request.Api, result) : result) };

    /// <summary>A body as it is.</summary>
    public static FakeAnswer Raw(int status, string contentType, string body) => Raw(status, contentType, Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="Raw(int, string, string)"/>
    public static FakeAnswer Raw(int status, string contentType, byte[] body) =>
        new FakeAnswer { Status = status, Body = _ => body }.With("Content-Type", contentType);

    /// <summary>An error of the service, in the form of the call's protocol.</summary>
    public static FakeAnswer Error(int status, string code, string message) =>
        new() { Status = status, Body = request => Encoding.UTF8.GetBytes(ErrorBody(request, code, message)) };

    /// <summary>Throttled as IAM and SNS say it.</summary>
    public static FakeAnswer Throttling() => Error(400, "Throttling", "Rate exceeded");

    /// <summary>Throttled as Organizations says it.</summary>
    public static FakeAnswer TooManyRequests() => Error(
        400,
        "TooManyRequestsException",
        "AWS Organizations can't complete your request because another request is already in progress. Try again later.");

    /// <summary>Throttled by status alone.</summary>
    public static FakeAnswer Status429() => Error(429, "TooManyRequestsException", "Rate exceeded");

    /// <summary>The HTML of a load balancer that found nobody to answer.</summary>
    public static FakeAnswer Unavailable() => Raw(503, "text/html", "<html><body><h1>Service Unavailable</h1></body></html>");

    /// <summary>The connection ends before an answer.</summary>
    public static FakeAnswer CutBefore() => new() { Cut = true };

    /// <summary>The connection ends after so many bytes of the body; the header promised all of them.</summary>
    public FakeAnswer CutAfter(int bytes) => this with { Cut = true, CutAfterBytes = bytes };

    /// <summary>The body comes in pieces with a pause after each.</summary>
    public FakeAnswer Slowly(int pieceBytes, TimeSpan pause) => this with { PieceBytes = pieceBytes, Pause = pause };

    /// <summary>Nothing is sent until the task ends.</summary>
    public FakeAnswer HeldUntil(Task gate) => this with { Gate = gate };

    public FakeAnswer With(string header, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers) { [header] = value } };

    private static string Wrap(string action, string result) =>
        $"""
        <{action}Response xmlns="https://aws.amazon.com/doc/"><{action}Result>{result}</{action}Result>
        <ResponseMetadata><RequestId>{RequestId}</RequestId></ResponseMetadata></{action}Response>
        """;

    private static string ErrorBody(FakeRequest request, string code, string message)
    {
        var text = System.Security.SecurityElement.Escape(message);
        if (request.IsQueryProtocol)
            return $"""
                <ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code><Message>{text}</Message></Error>
                <RequestId>{RequestId}</RequestId></ErrorResponse>
                """;
        if (request.Service == "s3")
            return $"<Error><Code>{code}</Code><Message>{text}</Message><RequestId>{RequestId}</RequestId></Error>";
        return $$"""{"__type":"{{JsonEncodedText.Encode(code)}}","message":"{{JsonEncodedText.Encode(message)}}"}""";
    }
}
