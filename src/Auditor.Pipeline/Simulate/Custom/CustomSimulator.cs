using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Auditor.Engine.Arns;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Pipeline.Simulate.Custom;

/// <summary>Answers requests in the form of AWS's <c>SimulateCustomPolicy</c>, offline, everything as given: no catalogue is consulted.</summary>
public static class CustomSimulator
{
    private const int DeepestNesting = 256;

    /// <summary>Answers one request.</summary>
    /// <param name="utf8">The request's JSON. Whatever it is, there is an answer: invalid input becomes an error in it.</param>
    /// <param name="output">Takes the answer, one JSON object.</param>
    /// <param name="indented">True for people, false for JSON Lines.</param>
    public static void Answer(ReadOnlyMemory<byte> utf8, IBufferWriter<byte> output, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = indented, NewLine = "\n" });
        // PowerShell puts a byte order mark in front of what it pipes.
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];
        if (!Utf8.IsValid(utf8.Span))
        {
            SimulationAnswerWriter.WriteError(writer, null, "not JSON: the text is not valid UTF-8");
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = DeepestNesting });
        }
        catch (JsonException error)
        {
            SimulationAnswerWriter.WriteError(writer, null, $"not JSON: {JsonWords.Reason(error)} (line {(error.LineNumber ?? 0) + 1}, byte {(error.BytePositionInLine ?? 0) + 1})");
            return;
        }

        using (document)
            Answer(document.RootElement, writer);
    }

    private static void Answer(JsonElement root, Utf8JsonWriter writer)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            SimulationAnswerWriter.WriteError(writer, null, "a request is a JSON object");
            return;
        }

        var id = SimulationId.Of(root);
        SimulationRequest request;
        try
        {
            request = SimulationRequestReader.Read(root);
        }
        catch (InvalidSimulationInputException error)
        {
            SimulationAnswerWriter.WriteError(writer, id, error.Message);
            return;
        }

        SimulationAnswerWriter.WriteAnswer(writer, id, request, Simulate(request));
    }

    /// <summary>One action after the other, each when its turn to be written has come.</summary>
    private static IEnumerable<SimulatedAction> Simulate(SimulationRequest request)
    {
        var resources = request.ResourceArns ?? ["*"];
        return request.ActionNames.Select(action => new SimulatedAction(
            action,
            [.. resources.Select(resource => new SimulatedResource(resource, Decide(request, action, resource)))]));
    }

    /// <summary>An ARN that names an account tells the owner itself.</summary>
    private static string? AccountOf(string resource) =>
        Arn.TryParse(resource, out var arn) && arn.Account.Length == 12 && arn.Account.All(char.IsAsciiDigit) ? arn.Account : null;

    private static EvaluationResult Decide(SimulationRequest request, string action, string resource) => AccessEvaluator.Evaluate(
        new AccessRequest
        {
            Action = action,
            Resource = resource,
            Context = request.Context,
            PrincipalArn = request.CallerArn,
            ResourceAccount = AccountOf(resource) ?? request.ResourceAccount,
        },
        request.Policies);
}

/// <summary>One action's results over the request's resources.</summary>
internal sealed record SimulatedAction(string Action, ImmutableArray<SimulatedResource> Resources)
{
    /// <summary>The worst of the resources: explicit deny, implicit deny, allowed.</summary>
    public Decision Decision =>
        Resources.Any(resource => resource.Result.Decision == Decision.ExplicitDeny) ? Decision.ExplicitDeny
        : Resources.All(resource => resource.Result.IsAllowed) ? Decision.Allowed
        : Decision.ImplicitDeny;
}

/// <summary>One resource's result.</summary>
internal sealed record SimulatedResource(string Arn, EvaluationResult Result);
