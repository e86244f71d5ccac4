using System.Text.Json;

namespace Auditor.Testing;

/// <summary>Why an invocation failed, as the invoker is told.</summary>
/// <param name="Type">The error type, e.g. the exception's name, or `Sandbox.Timedout`.</param>
/// <param name="Message">The error message.</param>
/// <param name="Body">The whole error, as JSON.</param>
public sealed record InvocationError(string Type, string Message, string Body)
{
    /// <summary>An error that Lambda itself found.</summary>
    internal static InvocationError Of(string type, string message) => new(
        type, message, $$"""{"errorType":"{{JsonEncodedText.Encode(type)}}","errorMessage":"{{JsonEncodedText.Encode(message)}}"}""");

    /// <summary>What a function posted; a body that is no error document counts with its header only.</summary>
    internal static InvocationError Posted(FakeRequest request)
    {
        try
        {
            return new InvocationError(Member(request, "errorType"), Member(request, "errorMessage"), request.Text);
        }
        catch (JsonException)
        {
            return Of(request.Headers.GetValueOrDefault("Lambda-Runtime-Function-Error-Type", "Unknown"), request.Text);
        }
    }

    private static string Member(FakeRequest request, string name) =>
        request.Json.TryGetProperty(name, out var member) ? member.GetString() ?? "" : "";
}
