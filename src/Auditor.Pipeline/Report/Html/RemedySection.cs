using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Remedies.Forms;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Html;

/// <summary>What would help, with its proof: the statements, the commands, the verdict before and after, and what else it would let happen.</summary>
internal static class RemedySection
{
    private const int MostRequests = 12;

    public static void Write(Utf8JsonWriter json, RemedyResult? result, StringTable texts)
    {
        if (result is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        if (result.Remedy is { } remedy)
            WriteProven(json, remedy, texts);
        else
            json.WriteNumber("none", texts.Of(result.Obstacle));
        json.WriteEndObject();
    }

    private static void WriteProven(Utf8JsonWriter json, Remedy remedy, StringTable texts)
    {
        json.WriteNumber("before", texts.Of(DecisionWords.Of(remedy.Before)));
        json.WriteNumber("after", texts.Of(DecisionWords.Of(remedy.After)));
        json.WriteStartArray("edits");
        foreach (var edit in remedy.Edits)
            WriteEdit(json, edit, texts);
        json.WriteEndArray();
        json.WriteStartArray("cli");
        foreach (var command in RemedyCommands.Of(remedy.Changes))
            json.WriteNumberValue(texts.Of(command));
        json.WriteEndArray();
        WriteRequests(json, "allows", remedy.AlsoAllows, texts);
        json.WriteNumber("beyond", texts.Of(remedy.AlsoAllowsUncatalogued.IsEmpty ? null : RemedyWords.Patterns(remedy.AlsoAllowsUncatalogued)));
        WriteRequests(json, "denies", remedy.AlsoDenies, texts);
        json.WriteStartArray("sets");
        foreach (var sentence in Sentences(remedy))
            json.WriteNumberValue(texts.Of(sentence));
        json.WriteEndArray();
        json.WriteStartArray("frees");
        foreach (var arn in remedy.AlsoFrees.Take(MostRequests))
            json.WriteNumberValue(texts.Of(arn));
        json.WriteEndArray();
        json.WriteNumber("freesAll", remedy.AlsoFrees.Length);
        BlockerRow.WriteAll(json, "still", remedy.StillBlockedBy, texts);
    }

    /// <summary>What to know before running the commands.</summary>
    private static IEnumerable<string> Sentences(Remedy remedy)
    {
        var sentences = RemedyWords.PermissionSets(remedy).Concat(RemedyWords.Preconditions(remedy));
        return RemedyWords.Rewrites(remedy) is { } warning ? sentences.Append(warning) : sentences;
    }

    /// <summary>What to do, where, which statement goes, and the statements that come.</summary>
    private static void WriteEdit(Utf8JsonWriter json, PolicyEdit edit, StringTable texts)
    {
        json.WriteStartArray();
        json.WriteNumberValue(texts.Of(Words(edit)));
        json.WriteNumberValue(texts.Of(PolicyLayerNames.Of(edit.Layer)));
        json.WriteNumberValue(texts.Of(edit.Policy.Id));
        json.WriteNumberValue(texts.Of(edit.Before is { } before ? StatementText.Of(before.Text) : null));
        NumberedRows.WriteRow(json, edit.After.Select(statement => texts.Of(IndentedJson.Of(statement))));
        json.WriteEndArray();
    }

    private static string Words(PolicyEdit edit) => edit.Kind switch
    {
        EditKind.AddPolicy => edit.TargetId is { } target ? $"Attach a new policy {edit.Policy.Name} to {target}" : "Add " + RemedyWords.NewPolicy(edit),
        EditKind.AddStatement => $"Add a statement to {edit.Policy.Name}",
        EditKind.ReplaceStatement => $"{(edit.After.IsEmpty ? "Remove" : "Replace")} statement {edit.Before!.Label} of {edit.Policy.Name}",
        _ => $"Detach {edit.Policy.Name}",
    };

    private static void WriteRequests(Utf8JsonWriter json, string name, ImmutableArray<AllowedRequest> requests, StringTable texts)
    {
        json.WriteStartArray(name);
        foreach (var request in requests.Take(MostRequests))
        {
            json.WriteNumberValue(texts.Of(request.Action));
            json.WriteNumberValue(texts.Of(request.Resource));
        }

        json.WriteEndArray();
        json.WriteNumber(name + "All", requests.Length);
    }
}
