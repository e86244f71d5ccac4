using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Report;

/// <summary>Writes the report as JSON, the form that every other output and every other program reads (schema/report.schema.json).</summary>
public static class JsonReport
{
    /// <summary>Writes the report. The same report gives the same bytes.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        // Only what JSON itself needs is escaped: the file is data, and people read it too.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var writer = new Utf8JsonWriter(output, options);
        writer.WriteStartObject();
        WriteHead(writer, report);
        WriteSummary(writer, report);
        JsonForm.WriteList(writer, "principals", report.Principals, (to, listed) => WritePrincipal(to, listed, report.Simulator));
        JsonForm.WriteList(writer, "accessClasses", report.AccessClasses, WriteAccessClass);
        JsonForm.WriteList(writer, "findings", report.Findings, (to, finding) => JsonFinding.Write(to, finding, report.GeneratedAt));
        JsonForm.WriteList(writer, "gaps", report.Gaps, (to, gap) => WriteGap(to, gap, report.GeneratedAt));
        JsonForm.WriteTexts(writer, "notes", report.Notes);
        JsonForm.WriteList(writer, "expiringSuppressions", report.ExpiringSuppressions, JsonFinding.WriteExpiring);
        JsonForm.WriteList(writer, "history", report.History, WriteRun);
        JsonOrganization.Write(writer, report.Organization);
        WriteWhatIf(writer, report.WhatIf);
        writer.WriteEndObject();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteWhatIf(Utf8JsonWriter writer, WhatIfSummary? whatIf)
    {
        writer.WritePropertyName("whatIf");
        if (whatIf is null)
        {
            writer.WriteNullValue();
            return;
        }

        writer.WriteStartObject();
        JsonForm.WriteTexts(writer, "supposed", whatIf.Supposed);
        JsonComparison.WriteMembers(writer, whatIf.Comparison);
        writer.WriteEndObject();
    }

    internal static void WriteHead(Utf8JsonWriter writer, AuditReport report)
    {
        writer.WriteNumber("schemaVersion", AuditReport.SchemaVersion);
        writer.WriteStartObject("tool");
        writer.WriteString("name", "auditor");
        writer.WriteString("version", report.ToolVersion);
        writer.WriteString("catalogVersion", report.CatalogVersion);
        writer.WriteEndObject();
        writer.WriteString("generatedAt", JsonForm.Moment(report.GeneratedAt));
        writer.WriteString("configuration", report.Configuration);
        writer.WriteStartObject("snapshot");
        writer.WriteString("takenAt", report.TakenAt is { } taken ? JsonForm.Moment(taken) : null);
        writer.WriteString("managementAccount", report.ManagementAccount);
        writer.WriteStartObject("coverage");
        writer.WriteNumber("accountsExpected", report.AccountsExpected);
        writer.WriteNumber("accountsRead", report.AccountsRead);
        writer.WriteEndObject();
        writer.WriteEndObject();
        WriteSimulator(writer, report.Simulator);
    }

    private static void WriteSimulator(Utf8JsonWriter writer, SimulatorSummary simulator)
    {
        writer.WriteStartObject("simulator");
        writer.WriteString("mode", simulator.Mode.Word());
        writer.WriteNumber("principalsAsked", simulator.PrincipalsAsked);
        writer.WriteNumber("principalsAnswered", simulator.PrincipalsAnswered);
        writer.WriteNumber("decisionsCompared", simulator.DecisionsCompared);
        writer.WriteNumber("decisionsDiffering", simulator.DecisionsDiffering);
        writer.WriteEndObject();
    }

    internal static void WriteSummary(Utf8JsonWriter writer, AuditReport report)
    {
        writer.WriteStartObject("summary");
        writer.WriteNumber("principalsRead", report.PrincipalsRead);
        writer.WriteNumber("principalsListed", report.Principals.Length);
        writer.WriteNumber("principalsNotListed", report.PrincipalsRead - report.Principals.Length);
        writer.WriteNumber("administrators", report.Administrators);
        writer.WriteNumber("administratorsInPayer", report.AdministratorsInPayer);
        writer.WriteNumber("broadGrantsInMemberAccounts", report.BroadGrantsInMemberAccounts);
        writer.WriteStartObject("bySeverity");
        foreach (var severity in (Severity[])[Severity.High, Severity.Medium, Severity.Low])
            writer.WriteNumber(severity.Word(), report.Count(severity));
        writer.WriteEndObject();
        writer.WriteStartObject("byStatus");
        foreach (var status in FindingStatusWords.All.Where(status => report.Count(status) > 0))
            writer.WriteNumber(status.Word(), report.Count(status));
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WritePrincipal(Utf8JsonWriter writer, ListedPrincipal listed, SimulatorSummary simulator)
    {
        var assessed = listed.Assessed;
        writer.WriteString("arn", assessed.Principal.Arn);
        writer.WriteString("account", assessed.Principal.Account);
        writer.WriteString("kind", JsonForm.Word(assessed.Principal.Kind));
        writer.WriteBoolean("administrator", assessed.IsAdministrator);
        JsonForm.WriteTexts(writer, "profiles", assessed.Expectation.ProfileIds);
        JsonForm.WriteTexts(writer, "uses", listed.Uses);
        JsonForm.WriteList(writer, "tasks", assessed.Tasks, (to, task) =>
        {
            to.WriteString("task", task.Task.Id);
            to.WriteString("verdict", task.Verdict.Word());
        });
        writer.WriteString("accessClass", listed.AccessClass);
        writer.WriteString("simulator", simulator.ModeOf(assessed.Principal.Arn).Word());
    }

    private static void WriteAccessClass(Utf8JsonWriter writer, AccessClass accessClass)
    {
        writer.WriteString("id", accessClass.Id);
        writer.WriteNumber("principalCount", accessClass.PrincipalCount);
        writer.WriteStartObject("access");
        foreach (var (action, verdict) in accessClass.Access)
        {
            writer.WriteStartObject(action);
            writer.WriteString("verdict", verdict.Verdict.Word());
            JsonForm.WriteTexts(writer, "resources", verdict.AllowedResources);
            JsonForm.WriteTexts(writer, "keys", verdict.Keys);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static void WriteRun(Utf8JsonWriter writer, RunSummary run)
    {
        writer.WriteString("generatedAt", JsonForm.Moment(run.GeneratedAt));
        writer.WriteNumber("high", run.High);
        writer.WriteNumber("medium", run.Medium);
        writer.WriteNumber("low", run.Low);
        writer.WriteNumber("canChangeMoney", run.CanChangeMoney);
        writer.WriteNumber("canSeeMargins", run.CanSeeMargins);
        writer.WriteNumber("accountsExpected", run.AccountsExpected);
        writer.WriteNumber("accountsRead", run.AccountsRead);
    }

    internal static void WriteGap(Utf8JsonWriter writer, Gap gap, DateTimeOffset asOf)
    {
        writer.WriteString("kind", GapWords.Of(gap.Kind));
        writer.WriteString("account", gap.Account);
        writer.WriteString("what", gap.What);
        writer.WriteString("file", gap.File);
        JsonForm.WriteNumber(writer, "line", gap.Line ?? 0);
        JsonForm.WriteNumber(writer, "column", gap.Column ?? 0);
        writer.WriteString("permission", gap.Permission);
        writer.WriteString("error", gap.Error);
        writer.WriteString("since", JsonForm.Moment(gap.Since ?? asOf));
    }
}
