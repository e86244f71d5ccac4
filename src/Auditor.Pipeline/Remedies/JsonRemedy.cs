using System.Text.Json;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Remedies.Forms;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>A remedy for programs.</summary>
internal static class JsonRemedy
{
    public static void Write(Utf8JsonWriter writer, Remedy remedy)
    {
        writer.WriteStartObject();
        JsonForm.WriteList(writer, "edits", remedy.Edits, WriteEdit);
        JsonForm.WriteList(writer, "changes", remedy.Changes, WriteChange);
        writer.WritePropertyName("cloudFormation");
        if (RemedyCloudFormation.Of(remedy.Changes) is { } template)
            writer.WriteRawValue(template);
        else
            writer.WriteNullValue();
        writer.WriteString("verdictBefore", DecisionWords.Of(remedy.Before));
        writer.WriteString("verdictAfter", DecisionWords.Of(remedy.After));
        JsonForm.WriteList(writer, "alsoAllows", remedy.AlsoAllows, WriteRequest);
        JsonForm.WriteTexts(writer, "alsoAllowsUncatalogued", remedy.AlsoAllowsUncatalogued);
        JsonForm.WriteList(writer, "alsoDenies", remedy.AlsoDenies, WriteRequest);
        JsonForm.WriteTexts(writer, "alsoFrees", remedy.AlsoFrees);
        JsonForm.WriteList(writer, "stillBlockedBy", remedy.StillBlockedBy.Index(), (to, item) => JsonFinding.WriteBlocker(to, item.Item, item.Index + 1));
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

    private static void WriteChange(Utf8JsonWriter writer, PolicyChange change)
    {
        writer.WriteString("principal", change.Principal.Arn);
        writer.WriteString("policy", change.Id);
        writer.WriteString("place", WordOf(change.Place.Kind));
        writer.WriteString("holder", change.Place.Holder);
        writer.WriteBoolean("isNew", change.IsNew);
        writer.WritePropertyName("document");
        if (change.Document is { } document)
            writer.WriteRawValue(document);
        else
            writer.WriteNullValue();
        writer.WriteNumber("characters", change.Characters);
        writer.WriteNumber("quota", change.Quota);
        JsonForm.WriteTexts(writer, "cli", RemedyCommands.Of(change));
        writer.WriteString("terraform", RemedyTerraform.Of(change));
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

    private static string WordOf(PolicyPlaceKind kind) => kind switch
    {
        PolicyPlaceKind.Role => "role",
        PolicyPlaceKind.User => "user",
        PolicyPlaceKind.Group => "group",
        PolicyPlaceKind.PermissionSet => "permissionSet",
        PolicyPlaceKind.CustomerManaged => "customerManaged",
        PolicyPlaceKind.AwsManaged => "awsManaged",
        PolicyPlaceKind.ServiceControlPolicy => "serviceControlPolicy",
        _ => "resourceControlPolicy",
    };
}
