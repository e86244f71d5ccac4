using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Simulate.PrincipalPolicy;

/// <summary>
/// A request on which the simulators disagree, in the form of AWS's <c>SimulateCustomPolicy</c>: <c>auditor simulate --input</c> and
/// <c>aws iam simulate-custom-policy --cli-input-json</c> both take it.
/// </summary>
/// <param name="FindingId">The finding that it reproduces.</param>
/// <param name="Json">The request.</param>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulateCustomPolicy.html"/>.</remarks>
public sealed record Reproduction(string FindingId, ReadOnlyMemory<byte> Json)
{
    private const string Empty = """{"Version":"2012-10-17","Statement":[]}""";

    /// <summary>The name of its file.</summary>
    public string FileName => FindingId + ".json";

    /// <summary>Writes a request with the policies and the context that decided it.</summary>
    internal static Reproduction Of(string findingId, PrincipalSimulator simulator, PlannedRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            WritePolicies(writer, simulator.Policies);
            WriteTexts(writer, "ActionNames", [request.Key.Action]);
            WriteTexts(writer, "ResourceArns", [request.Key.Resource]);
            WriteContext(writer, KnownContext.Of(simulator, request.Key, request.FixedKeys, withResource: true));
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        return new Reproduction(findingId, buffer.WrittenMemory);
    }

    private static void WritePolicies(Utf8JsonWriter writer, PoliciesInEffect policies)
    {
        WriteTexts(writer, "PolicyInputList", policies.Identity.IsEmpty ? [Empty] : policies.Identity.Select(TextOf));
        if (policies.Boundary is { } boundary)
            WriteTexts(writer, "PermissionsBoundaryPolicyInputList", [TextOf(boundary)]);
        if (policies is not { ServiceControlExemption: ServiceControlExemption.None, ServiceControlPolicies: { } levels })
            return;
        writer.WriteStartArray("OrderedOrganizationPolicyInputList");
        foreach (var level in levels)
        {
            writer.WriteStartObject();
            WriteTexts(writer, "ServiceControlPolicyInputList", level.Policies.Select(TextOf));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>The document from its readable statements: no simulator takes the others, and no certain decision rests on them.</summary>
    private static string TextOf(SourcedPolicy policy) =>
        (policy.Document.HasVariables ? """{"Version":"2012-10-17","Statement":[""" : """{"Statement":[""")
        + string.Join(",\n", policy.Document.Statements.Where(statement => !statement.IsUnreadable).Select(statement => statement.Text)) + "]}";

    private static void WriteContext(Utf8JsonWriter writer, ImmutableArray<ContextEntry> entries)
    {
        writer.WriteStartArray("ContextEntries");
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            writer.WriteString("ContextKeyName", entry.Name);
            WriteTexts(writer, "ContextKeyValues", entry.Values);
            writer.WriteString("ContextKeyType", entry.Type);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
