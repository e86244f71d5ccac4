using System.Text.Json;
using Auditor.Testing;

namespace Auditor.Function.Tests.Distributed;

/// <summary>What Lambda answers a state machine that has invoked a function.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html"/>.</remarks>
internal sealed class FunctionAnswer
{
    private const string Json = "application/json";

    private FunctionAnswer(FakeAnswer answer) => Answer = answer.With("x-amzn-RequestId", FakeAnswer.RequestId);

    internal FakeAnswer Answer { get; }

    /// <summary>The function's own answer, in JSON.</summary>
    public static FunctionAnswer Of(string json) => new(FakeAnswer.Raw(200, Json, json));

    /// <summary>How an invocation of the emulator ended.</summary>
    public static FunctionAnswer Of(InvocationResult result) =>
        result.Payload is { } payload ? Of(payload) : Error(result.Error!.Body);

    /// <summary>The function failed or was killed: <c>Runtime.ExitError</c>, <c>Sandbox.Timedout</c>, or the name of its exception.</summary>
    public static FunctionAnswer Failed(string errorType, string message) => Error(ErrorBody(("errorType", errorType), ("errorMessage", message)));

    /// <summary>Lambda did not even start it, e.g. 429 and <c>TooManyRequestsException</c>; a state machine calls it <c>Lambda.</c> and the type.</summary>
    public static FunctionAnswer Refused(int status, string type, string message) =>
        new(FakeAnswer.Raw(status, Json, ErrorBody(("Type", "User"), ("message", message))).With("x-amzn-ErrorType", type));

    private static FunctionAnswer Error(string body) => new(FakeAnswer.Raw(200, Json, body).With("X-Amz-Function-Error", "Unhandled"));

    private static string ErrorBody(params (string Name, string Value)[] members) =>
        "{" + string.Join(',', members.Select(member => $"\"{member.Name}\":\"{JsonEncodedText.Encode(member.Value)}\"")) + "}";
}
