using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The findings in the report's order: a row each, and for as many as there is room for everything that is known.</summary>
internal sealed class FindingSection(AuditReport report, PageData data, PrincipalSection principals)
{
    private const int MostNumbers = 1_000;
    private const int MostArns = 100;
    private const int NumbersOfEach = 100;

    /// <summary>Five digits and a comma.</summary>
    private const int NumberBytes = 6;

    private const int MostEvidence = 8;
    private const int MostTexts = 40;
    private const int MostAsked = 6;

    /// <summary>How many numbers there is room for beyond the first hundred of each finding.</summary>
    private int room;

    /// <summary>How many findings have a row.</summary>
    public int Listed { get; private set; }

    /// <summary>How many of them are there with everything.</summary>
    public int Detailed { get; private set; }

    /// <summary>Writes the rows, as many as there is room for.</summary>
    public void WriteRows(int mostBytes)
    {
        var (json, before) = (data.Add("findings"), data.Used);
        // More rows before more principals of some.
        room = mostBytes / 4 / NumberBytes;
        json.WriteStartArray();
        foreach (var finding in report.Findings.TakeWhile(_ => data.Used - before < mostBytes))
        {
            WriteRow(json, finding);
            Listed++;
        }

        json.WriteEndArray();
    }

    /// <summary>Writes everything else about those that have rows, for as many as there is room for.</summary>
    public void WriteDetails(int mostBytes)
    {
        var (json, before) = (data.Add("details"), data.Used);
        json.WriteStartArray();
        foreach (var finding in report.Findings.Take(Listed).TakeWhile(_ => data.Used - before < mostBytes))
        {
            WriteDetail(json, finding);
            Detailed++;
        }

        json.WriteEndArray();
    }

    private void WriteRow(Utf8JsonWriter json, Finding finding)
    {
        var texts = data.Texts;
        json.WriteStartArray();
        json.WriteStringValue(finding.Id);
        json.WriteNumberValue(texts.Of(finding.Rule));
        json.WriteNumberValue((int)finding.Severity);
        json.WriteNumberValue(texts.Of(finding.Status.Word()));
        json.WriteNumberValue(texts.Of(finding.Draft.Title));
        json.WriteNumberValue(texts.Of(finding.Draft.Account));
        json.WriteNumberValue(texts.Of(finding.Draft.Subject.Kind));
        json.WriteNumberValue(texts.Of(finding.Draft.Subject.DisplayId));
        json.WriteNumberValue(finding.Principals.Length);
        WritePrincipals(json, finding);
        json.WriteEndArray();
    }

    /// <summary>A principal that is in the matrix is its number, which costs little; another one is its ARN. The page sees by the count above that some are missing.</summary>
    private void WritePrincipals(Utf8JsonWriter json, Finding finding)
    {
        var (numbers, arns) = (0, 0);
        json.WriteStartArray();
        foreach (var principal in finding.Principals)
        {
            if (principals.Find(principal.Arn) is not { } number)
            {
                if (arns++ < MostArns)
                    json.WriteStringValue(principal.Arn);
            }
            else if (numbers < NumbersOfEach || (numbers < MostNumbers && room-- > 0))
            {
                json.WriteNumberValue(number);
                numbers++;
            }
        }

        json.WriteEndArray();
    }

    private void WriteDetail(Utf8JsonWriter json, Finding finding)
    {
        var texts = data.Texts;
        json.WriteStartObject();
        json.WriteNumber("explanation", texts.Of(finding.Draft.Explanation));
        json.WriteNumber("first", texts.Of(JsonForm.Moment(finding.FirstSeen ?? report.GeneratedAt)));
        json.WriteNumber("last", texts.Of(JsonForm.Moment(finding.LastSeen ?? report.GeneratedAt)));
        Texts(json, "actions", finding.Draft.Actions);
        // What can be asked why: patterns and what is no action have no answer.
        Texts(json, "asked", [.. finding.Draft.Actions.Select(action => ServiceCatalog.Default.FindAction(action)?.FullName).OfType<string>().Take(MostAsked)]);
        Texts(json, "resources", finding.Draft.Resources);
        Texts(json, "keys", finding.Draft.UnknownKeys);
        Texts(json, "removed", [.. finding.PrincipalsRemoved.Select(principal => principal.Arn)]);
        Texts(json, "owners", [.. finding.Principals.Select(principal => principal.Owner).OfType<string>().Distinct(StringComparer.Ordinal)]);
        BlockerRow.WriteAll(json, "blockers", finding.Blockers, texts);
        json.WriteStartArray("evidence");
        foreach (var item in finding.Evidence.Take(MostEvidence))
            WriteEvidence(json, item);
        json.WriteEndArray();
        json.WriteNumber("evidenceAll", finding.Evidence.Length);
        JsonForm.WriteList(json, "suppressions", finding.Suppressions, JsonFinding.WriteSuppression);
        json.WritePropertyName("remedy");
        RemedySection.Write(json, finding.Remedy is { } remedy ? new RemedyResult(remedy, null) : null, texts);
        json.WriteEndObject();
    }

    private void Texts(Utf8JsonWriter json, string name, ImmutableArray<string> all)
    {
        json.WriteStartArray(name);
        foreach (var text in all.Take(MostTexts))
            json.WriteNumberValue(data.Texts.Of(text));
        if (all.Length > MostTexts)
            json.WriteNumberValue(data.Texts.Of($"and {all.Length - MostTexts} more"));
        json.WriteEndArray();
    }

    private void WriteEvidence(Utf8JsonWriter json, Evidence item)
    {
        json.WriteStartArray();
        json.WriteNumberValue(data.Texts.Of(item.Policy));
        json.WriteNumberValue(data.Texts.Of(item.Version));
        json.WriteNumberValue(data.Texts.Of(item.Statement));
        json.WriteNumberValue(item.Line);
        json.WriteNumberValue(item.Column);
        json.WriteNumberValue(data.Texts.Of(StatementText.Of(item.Text)));
        json.WriteEndArray();
    }
}
