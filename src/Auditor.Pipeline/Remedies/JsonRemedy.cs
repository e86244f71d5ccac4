using System.Text.Json;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>A remedy for programs.</summary>
internal static class JsonRemedy
{
    public static void Write(Utf8JsonWriter writer, Remedy remedy)
    {
        writer.WriteStartObject();
        JsonReport.WriteList(writer, "edits", remedy.Edits, WriteEdit);
        writer.WriteString("verdictBefore", DecisionWords.Of(remedy.Before));
        writer.WriteString("verdictAfter", DecisionWords.Of(remedy.After));
        JsonReport.WriteList(writer, "alsoAllows", remedy.AlsoAllows, WriteRequest);
        JsonReport.WriteList(writer, "stillBlockedBy", remedy.StillBlockedBy.Index(), (to, item) => JsonReport.WriteBlocker(to, item.Item, item.Index + 1));
        writer.WriteEndObject();
    }

    private static void WriteEdit(Utf8JsonWriter writer, PolicyEdit edit)
    {
        writer.WriteString("kind", WordOf(edit.Kind));
        writer.WriteString("layer", PolicyLayerNames.Of(edit.Layer));
        writer.WriteString("policy", edit.Policy.Id);
        writer.WriteString("name", edit.Policy.Name);
        writer.WriteString("target", edit.TargetId);
        writer.WriteString("statement", edit.Before?.Label);
        WriteStatements(writer, "before", edit.Before is null ? [] : [edit.Before.Text]);
        WriteStatements(writer, "after", edit.After);
    }

    private static void WriteStatements(Utf8JsonWriter writer, string name, IEnumerable<string> statements)
    {
        writer.WriteStartArray(name);
        foreach (var statement in statements)
            writer.WriteRawValue(statement);
        writer.WriteEndArray();
    }

    private static void WriteRequest(Utf8JsonWriter writer, AllowedRequest request)
    {
        writer.WriteString("action", request.Action);
        writer.WriteString("resource", request.Resource);
    }

    private static string WordOf(EditKind kind) => kind switch
    {
        EditKind.AddPolicy => "addPolicy",
        EditKind.AddStatement => "addStatement",
        EditKind.ReplaceStatement => "replaceStatement",
        _ => "detach",
    };
}
