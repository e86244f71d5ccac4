using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Decisions;

/// <summary>
/// The workload for an engine in another process: <c>documents</c> holds each text once; the roles name them by position. Service control
/// policies stand there for those roles that they apply to.
/// </summary>
internal sealed class QuestionFile
{
    private readonly Utf8JsonWriter writer;
    private readonly RawDocuments raw;
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    private QuestionFile(Utf8JsonWriter writer, RawDocuments raw)
    {
        this.writer = writer;
        this.raw = raw;
    }

    /// <summary>Writes it.</summary>
    public static void Write(Workload workload, RawDocuments raw, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream);
        var file = new QuestionFile(writer, raw);
        writer.WriteStartObject();
        writer.WriteStartArray("roles");
        foreach (var role in workload.Roles)
            file.WriteRole(role);
        writer.WriteEndArray();
        writer.WriteStartArray("documents");
        foreach (var text in file.texts)
            writer.WriteRawValue(text);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteRole(Role role)
    {
        writer.WriteStartObject();
        writer.WriteString("principal", role.Arn);
        writer.WriteString("account", role.Account);
        WritePolicies("identity", role.Policies.Identity);
        if (role.Policies.Boundary is { } boundary)
            WritePolicies("boundary", [boundary]);
        WriteLevels(role.Policies);
        WriteContext(role.Keys);
        writer.WriteStartArray("questions");
        foreach (var question in role.Questions)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(question.Action);
            writer.WriteStringValue(question.Resource);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void WriteLevels(PoliciesInEffect policies)
    {
        writer.WriteStartArray("levels");
        foreach (var level in policies.ServiceControlExemption == ServiceControlExemption.None ? policies.ServiceControlPolicies ?? [] : [])
        {
            writer.WriteStartObject();
            writer.WriteString("id", level.TargetId);
            WritePolicies("policies", level.Policies);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WritePolicies(string name, ImmutableArray<SourcedPolicy> policies)
    {
        writer.WriteStartArray(name);
        foreach (var policy in policies)
        {
            var text = raw.Of(policy.Source.Id);
            if (!positions.TryGetValue(text, out var position))
            {
                positions[text] = position = texts.Count;
                texts.Add(text);
            }

            writer.WriteNumberValue(position);
        }

        writer.WriteEndArray();
    }

    private void WriteContext(ImmutableArray<KeyValuePair<string, ContextValue>> keys)
    {
        writer.WriteStartObject("context");
        foreach (var (key, value) in keys)
        {
            if (!value.IsMultivalued)
            {
                writer.WriteString(key, value.Values[0]);
                continue;
            }

            writer.WriteStartArray(key);
            foreach (var one in value.Values)
                writer.WriteStringValue(one);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
