using System.Text;
using System.Text.Json;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Ladders of the requests that people ask about first. Those that differ in the principal's name or account only are there once.</summary>
internal sealed class LadderSection(AuditReport report, PageData data, PrincipalSection principals)
{
    /// <summary>Explaining takes time too, and nobody reads more: the page names the command for all others.</summary>
    private const int MostExplained = 3_000;

    /// <summary>Each proof evaluates the whole catalogue.</summary>
    private const int MostRemedies = 60;

    private const int MostOthers = 10;
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<int> requests = [];
    private int remedies;

    /// <summary>How many requests have a ladder.</summary>
    public int Ladders { get; private set; }

    /// <summary>True if some have none, for want of room or time.</summary>
    public bool IsCut { get; private set; }

    public void Write()
    {
        var json = data.Add("ladders");
        json.WriteStartArray();
        if (report.Explainer is { } explainer)
            WriteLadders(json, explainer);
        json.WriteEndArray();
        NumberedRows.WriteRow(data.Add("requests"), requests);
    }

    private void WriteLadders(Utf8JsonWriter json, RequestExplainer explainer)
    {
        // A request takes three numbers.
        foreach (var (number, action, isNeeded) in new LadderRequests(report, principals).InOrder())
        {
            if (Ladders == MostExplained || data.Left - (Ladders * 16) <= 0)
            {
                IsCut = true;
                return;
            }

            var assessed = principals.Principals[number].Assessed;
            requests.AddRange([number, data.Texts.Of(action), NumberOf(json, explainer.Explain(assessed, action, isNeeded && remedies < MostRemedies))]);
            Ladders++;
        }
    }

    private int NumberOf(Utf8JsonWriter json, Explanation explanation)
    {
        remedies += explanation.Remedy is { Remedy: not null } ? 1 : 0;
        using var ladder = new DataSection();
        WriteLadder(ladder.Json, explanation);
        var text = Encoding.UTF8.GetString(ladder.Finish());
        if (numbers.TryGetValue(text, out var known))
            return known;
        numbers[text] = numbers.Count;
        json.WriteRawValue(text);
        return numbers.Count - 1;
    }

    private void WriteLadder(Utf8JsonWriter json, Explanation explanation)
    {
        var shared = new SharedWords(explanation.Principal);
        json.WriteStartObject();
        json.WriteNumber("s", data.Texts.Of(shared.Sentence(explanation.Sentence)));
        json.WriteNumber("d", data.Texts.Of(DecisionWords.Of(explanation.Decision)));
        json.WriteNumber("r", data.Texts.Of(explanation.Resource));
        json.WriteStartArray("g");
        foreach (var rung in explanation.Ladder)
            WriteRung(json, rung, shared);
        json.WriteEndArray();
        BlockerRow.WriteAll(json, "b", explanation.Blockers, data.Texts, shared.Of);
        json.WriteStartArray("k");
        foreach (var key in explanation.UnknownKeys)
            json.WriteNumberValue(data.Texts.Of(key));
        json.WriteEndArray();
        WriteOthers(json, explanation);
        json.WriteStartArray("n");
        foreach (var note in explanation.Notes)
            json.WriteNumberValue(data.Texts.Of(shared.Of(note)));
        json.WriteEndArray();
        json.WritePropertyName("m");
        RemedySection.Write(json, explanation.Remedy, data.Texts);
        json.WriteEndObject();
    }

    private void WriteRung(Utf8JsonWriter json, Rung rung, SharedWords shared)
    {
        var texts = data.Texts;
        json.WriteStartArray();
        json.WriteNumberValue(texts.Of(PolicyLayerNames.Of(rung.Layer)));
        json.WriteNumberValue(texts.Of(rung.TargetId is { } target ? shared.Of(target) : null));
        json.WriteNumberValue((int)rung.State);
        json.WriteNumberValue(texts.Of(shared.Of(rung.Reason)));
        json.WriteStartArray();
        foreach (var item in rung.Statements)
        {
            NumberedRows.WriteRow(json,
            [
                texts.Of(shared.Of(item.Policy.Id)), texts.Of(item.Statement.Label), item.Statement.Start.Line, item.IsCertain ? 1 : 0,
                item.Statement.Effect == Effect.Deny ? 1 : 0, texts.Of(StatementText.Of(item.Statement.Text)),
            ]);
        }

        json.WriteEndArray();
        json.WriteEndArray();
    }

    private void WriteOthers(Utf8JsonWriter json, Explanation explanation)
    {
        json.WriteStartArray("o");
        foreach (var other in explanation.OtherResources.Take(MostOthers))
        {
            json.WriteNumberValue(data.Texts.Of(other.Arn));
            json.WriteNumberValue(data.Texts.Of(DecisionWords.Of(other.Decision)));
        }

        json.WriteEndArray();
        json.WriteNumber("a", explanation.OtherResources.Length);
    }
}
