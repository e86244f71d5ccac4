using System.Text.Json;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Compare;

/// <summary>A comparison for programs.</summary>
public static class JsonComparison
{
    /// <summary>Writes a comparison as one object.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="comparison">What changed.</param>
    public static void Write(Utf8JsonWriter writer, ReportComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(comparison);
        writer.WriteStartObject();
        writer.WriteNumber("schemaVersion", 1);
        WriteMembers(writer, comparison);
        writer.WriteEndObject();
    }

    internal static void WriteMembers(Utf8JsonWriter writer, ReportComparison comparison)
    {
        JsonForm.WriteList(writer, "principals", comparison.Principals, WritePrincipal);
        writer.WriteNumber("principalsUnchanged", comparison.Unchanged);
        JsonForm.WriteList(writer, "newFindings", comparison.NewFindings, WriteFinding);
        JsonForm.WriteList(writer, "goneFindings", comparison.GoneFindings, WriteFinding);
        JsonForm.WriteTexts(writer, "accountsNotCompared", comparison.NotCompared);
    }

    private static void WritePrincipal(Utf8JsonWriter writer, PrincipalChange change)
    {
        writer.WriteString("arn", change.Arn);
        writer.WriteString("account", change.Account);
        JsonForm.WriteTexts(writer, "causes", change.Causes);
        JsonForm.WriteList(writer, "actions", change.Actions, (to, action) =>
        {
            to.WriteString("action", action.Action);
            to.WriteString("change", action.Kind switch
            {
                AccessChangeKind.Gained => "gained",
                AccessChangeKind.Lost => "lost",
                _ => "changed",
            });
            WriteVerdict(to, "before", action.Before);
            WriteVerdict(to, "after", action.After);
        });
    }

    private static void WriteVerdict(Utf8JsonWriter writer, string name, ActionVerdict verdict)
    {
        writer.WriteStartObject(name);
        writer.WriteString("verdict", verdict.Verdict.Word());
        JsonForm.WriteTexts(writer, "resources", verdict.AllowedResources);
        JsonForm.WriteTexts(writer, "keys", verdict.Keys);
        writer.WriteEndObject();
    }

    private static void WriteFinding(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("id", finding.Id);
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("title", finding.Draft.Title);
    }
}
