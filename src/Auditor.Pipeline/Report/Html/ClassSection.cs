using System.Text.Json;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Html;

/// <summary>The access classes: verdicts that many principals share.</summary>
internal sealed class ClassSection(AuditReport report, StringTable texts)
{
    private const int MostResources = 20;

    /// <summary>Actions with the same verdict share an entry: verdict, resources, keys, how many resources, the actions. Classes that nobody on the page has are counted only.</summary>
    public void Write(Utf8JsonWriter json, IReadOnlySet<string> used)
    {
        json.WriteStartArray();
        foreach (var access in report.AccessClasses)
        {
            json.WriteStartArray();
            json.WriteStringValue(access.Id);
            json.WriteNumberValue(access.PrincipalCount);
            var entries = used.Contains(access.Id) ? access.Access : [];
            foreach (var same in entries.GroupBy(entry => KeyOf(entry.Value), StringComparer.Ordinal))
                WriteEntry(json, same.First().Value, same.Select(entry => entry.Key));
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static string KeyOf(ActionVerdict verdict) => $"{verdict.Verdict.Word()}|{string.Join(',', verdict.AllowedResources)}|{string.Join(',', verdict.Keys)}";

    private void WriteEntry(Utf8JsonWriter json, ActionVerdict verdict, IEnumerable<string> actions)
    {
        json.WriteStartArray();
        json.WriteNumberValue((int)verdict.Verdict);
        NumberedRows.WriteRow(json, verdict.AllowedResources.Take(MostResources).Select(texts.Of));
        NumberedRows.WriteRow(json, verdict.Keys.Select(texts.Of));
        json.WriteNumberValue(verdict.AllowedResources.Length);
        NumberedRows.WriteRow(json, actions.Select(texts.Of));
        json.WriteEndArray();
    }
}
