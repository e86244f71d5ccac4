using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Html;

/// <summary>What the page says of the run as a whole.</summary>
internal sealed class HeadSection(AuditReport report, StringTable texts)
{
    /// <summary>A page shows at most this many gaps, notes and runs.</summary>
    public const int MostLines = 200;

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        JsonReport.WriteHead(json, report);
        JsonReport.WriteSummary(json, report);
        WriteGaps(json);
        WriteNotes(json);
        JsonForm.WriteList(json, "expiring", report.ExpiringSuppressions, JsonFinding.WriteExpiring);
        JsonForm.WriteList(json, "history", report.History.TakeLast(MostLines), JsonReport.WriteRun);
        json.WriteStartObject("run");
        JsonReport.WriteRun(json, RunSummary.Of(report));
        json.WriteEndObject();
        json.WriteStartArray("supposed");
        foreach (var line in report.WhatIf?.Supposed ?? [])
            json.WriteStringValue(line);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteGaps(Utf8JsonWriter json)
    {
        json.WriteNumber("gapsAll", report.Gaps.Length);
        json.WriteStartArray("gaps");
        foreach (var gap in report.Gaps.Take(MostLines))
        {
            json.WriteStartArray();
            json.WriteNumberValue(texts.Of(GapWords.Of(gap.Kind)));
            json.WriteNumberValue(texts.Of(gap.Account));
            json.WriteNumberValue(texts.Of(gap.What));
            json.WriteNumberValue(texts.Of(gap.File));
            json.WriteNumberValue(gap.Line ?? 0);
            json.WriteNumberValue(texts.Of(gap.Permission));
            json.WriteNumberValue(texts.Of(gap.Error));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WriteNotes(Utf8JsonWriter json)
    {
        json.WriteNumber("notesAll", report.Notes.Length);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes.Take(MostLines))
            json.WriteStringValue(note);
        json.WriteEndArray();
    }
}
