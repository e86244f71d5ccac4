using System.Collections.Frozen;
using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The tool with its rules.</summary>
internal static class SarifRules
{
    private static readonly FrozenDictionary<string, int> Indexes =
        FindingRules.All.Select((rule, index) => KeyValuePair.Create(rule.Id, index)).ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The rule's place in the list; -1 for a rule of another version.</summary>
    public static int IndexOf(string rule) => Indexes.GetValueOrDefault(rule, -1);

    public static void WriteTool(Utf8JsonWriter writer, AuditReport report)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "auditor");
        writer.WriteString("version", report.ToolVersion);
        writer.WriteStartArray("rules");
        foreach (var rule in FindingRules.All)
            WriteRule(writer, rule);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Without helpUri: SARIF wants an absolute one, and the pages live beside the product, wherever that is.</summary>
    private static void WriteRule(Utf8JsonWriter writer, FindingRule rule)
    {
        var page = RulePage.Of(rule.Id);
        writer.WriteStartObject();
        writer.WriteString("id", rule.Id);
        SarifText.WriteMessage(writer, "shortDescription", rule.Title);
        SarifText.WriteMessage(writer, "fullDescription", page.Summary);
        SarifText.WriteMessage(writer, "help", $"{page.HowToFix.ReplaceLineEndings(" ")} See {page.Path}.");
        writer.WriteStartObject("defaultConfiguration");
        writer.WriteString("level", LevelOf(RuleSeverity.Of(rule.Id)));
        writer.WriteEndObject();
        writer.WriteStartObject("properties");
        writer.WriteString("security-severity", ScoreOf(RuleSeverity.Of(rule.Id)));
        writer.WriteString("page", page.Path);
        writer.WriteStartArray("tags");
        writer.WriteStringValue("security");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    public static string LevelOf(Severity severity) => severity switch
    {
        Severity.High => "error",
        Severity.Medium => "warning",
        _ => "note",
    };

    /// <summary>Over 6.9 is high, over 3.9 medium where code scanning shows it.</summary>
    private static string ScoreOf(Severity severity) => severity switch
    {
        Severity.High => "8.0",
        Severity.Medium => "5.0",
        _ => "2.0",
    };
}
