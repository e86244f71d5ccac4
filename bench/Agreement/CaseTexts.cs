using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;
using Decisions;

namespace Agreement;

/// <summary>A role's questions as the naive evaluator reads them: the texts of the snapshot as they stand there, nothing that the engine has made of them.</summary>
internal sealed class CaseTexts(RawDocuments raw)
{
    /// <summary>All of a case but its request: the same for each question about a role.</summary>
    public string LayersOf(Role role)
    {
        var text = new StringBuilder("\"identity\":").Append(Documents(role.Policies.Identity));
        if (role.Policies.Boundary is { } boundary)
            text.Append(",\"boundary\":").Append(raw.Of(boundary.Source.Id));
        if (role.Policies.ServiceControlExemption == ServiceControlExemption.None && role.Policies.ServiceControlPolicies is { } levels)
            text.Append(",\"scps\":[").AppendJoin(',', levels.Select(level => Documents(level.Policies))).Append(']');
        return text.ToString();
    }

    /// <summary>One case.</summary>
    public static JsonElement Of(Role role, Question question, string layers)
    {
        var context = string.Join(',', role.Keys.Select(Entry));
        var request = $"\"action\":{Quoted(question.Action)},\"resource\":{Quoted(question.Resource)},\"principal\":{Quoted(role.Arn)},\"context\":{{{context}}}";
        return JsonElement.Parse($"{{\"request\":{{{request}}},{layers}}}");
    }

    private string Documents(ImmutableArray<SourcedPolicy> policies) => $"[{string.Join(',', policies.Select(policy => raw.Of(policy.Source.Id)))}]";

    private static string Entry(KeyValuePair<string, ContextValue> entry) => Quoted(entry.Key) + ":" + (entry.Value.IsMultivalued
        ? $"[{string.Join(',', entry.Value.Values.Select(Quoted))}]"
        : Quoted(entry.Value.Values[0]));

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
