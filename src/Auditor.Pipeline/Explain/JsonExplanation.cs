using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Explain;

/// <summary>An explanation for programs; its shape is in schema/explanation.schema.json.</summary>
public static class JsonExplanation
{
    /// <summary>Writes explanations as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="explanations">What to write.</param>
    /// <param name="notes">What to know about the answer as a whole; null leaves the member out.</param>
    public static void WriteAll(Utf8JsonWriter writer, IEnumerable<Explanation> explanations, ImmutableArray<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(explanations);
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        JsonForm.WriteList(writer, "explanations", explanations, WriteMembers);
        // A question is no denial.
        JsonForm.WriteList(writer, "findings", [], (Utf8JsonWriter _, Finding _) => { });
        WriteNotes(writer, notes);
        writer.WriteEndObject();
    }

    /// <summary>Writes answers to denials, and what is to be told about them, as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="explained">What to write.</param>
    /// <param name="notes">What to know about the answer as a whole; null leaves the member out.</param>
    public static void WriteAll(Utf8JsonWriter writer, DenialExplanations explained, ImmutableArray<string>? notes = null)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(explained);
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        JsonForm.WriteList(writer, "explanations", explained.Answers, (to, answer) =>
        {
            JsonDenial.Write(to, answer);
            if (answer.Explanation is { } explanation)
                WriteMembers(to, explanation);
        });
        JsonForm.WriteList(writer, "findings", explained.Findings, (to, finding) => JsonFinding.Write(to, finding, explained.AsOf));
        WriteNotes(writer, notes);
        writer.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WriteString("sentence", explanation.Sentence);
        writer.WriteString("decision", DecisionWords.Of(explanation.Decision));
        writer.WriteStartObject("principal");
        writer.WriteString("arn", explanation.Principal.Arn);
        writer.WriteString("account", explanation.Principal.Account);
        writer.WriteString("kind", JsonForm.Word(explanation.Principal.Kind));
        writer.WriteEndObject();
        writer.WriteString("action", explanation.Action);
        writer.WriteString("resource", explanation.Resource);
        JsonForm.WriteList(writer, "ladder", explanation.Ladder, WriteRung);
        JsonForm.WriteList(writer, "blockers", explanation.Blockers.Index(), WriteBlocker);
        JsonForm.WriteTexts(writer, "unknownKeys", explanation.UnknownKeys);
        JsonForm.WriteList(writer, "otherResources", explanation.OtherResources, WriteOther);
        WriteRemedy(writer, explanation);
        WriteSupposed(writer, explanation.Supposed);
        JsonForm.WriteTexts(writer, "notes", explanation.Notes);
    }

    private static void WriteNotes(Utf8JsonWriter writer, ImmutableArray<string>? notes)
    {
        if (notes is { } given)
            JsonForm.WriteTexts(writer, "notes", given);
    }

    private static void WriteRemedy(Utf8JsonWriter writer, Explanation explanation)
    {
        writer.WritePropertyName("remedy");
        if (explanation.Remedy?.Remedy is { } remedy)
            JsonRemedy.Write(writer, remedy);
        else
            writer.WriteNullValue();
        writer.WriteString("noRemedy", explanation.Remedy?.Obstacle);
    }

    private static void WriteSupposed(Utf8JsonWriter writer, SupposedDifference? difference)
    {
        writer.WritePropertyName("whatIf");
        if (difference is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        JsonForm.WriteTexts(writer, "supposed", difference.Supposed);
        writer.WriteString("decisionAsItIs", DecisionWords.Of(difference.Decision));
        writer.WriteString("sentenceAsItIs", difference.Sentence);
        writer.WriteEndObject();
    }

    private static void WriteRung(Utf8JsonWriter writer, Rung rung)
    {
        writer.WriteString("layer", PolicyLayerNames.Of(rung.Layer));
        writer.WriteString("target", rung.TargetId);
        writer.WriteString("state", WordOf(rung.State));
        writer.WriteString("reason", rung.Reason);
        JsonForm.WriteList(writer, "statements", rung.Statements, WriteStatement);
    }

    private static void WriteStatement(Utf8JsonWriter writer, RungStatement item)
    {
        writer.WriteString("policy", item.Policy.Id);
        writer.WriteString("statement", item.Statement.Label);
        writer.WriteString("effect", item.Statement.IsUnreadable ? null : item.Statement.Effect == Effect.Deny ? "Deny" : "Allow");
        writer.WriteBoolean("certain", item.IsCertain);
        JsonForm.WritePlace(writer, item.Statement.Start.Line, item.Statement.Start.Column);
        writer.WriteString("text", item.Statement.Text);
    }

    private static void WriteBlocker(Utf8JsonWriter writer, (int Index, Blocker Blocker) item)
    {
        JsonFinding.WriteBlocker(writer, item.Blocker, item.Index + 1);
        writer.WriteBoolean("certain", item.Blocker.Certainty == Truth.Yes);
    }

    private static void WriteOther(Utf8JsonWriter writer, OtherResource other)
    {
        writer.WriteString("arn", other.Arn);
        writer.WriteString("decision", DecisionWords.Of(other.Decision));
    }

    private static string WordOf(RungState state) => state switch
    {
        RungState.DoesNotApply => "doesNotApply",
        RungState.Allows => "allows",
        RungState.Depends => "depends",
        RungState.Unreadable => "unreadable",
        RungState.Silent => "silent",
        _ => "denies",
    };
}
