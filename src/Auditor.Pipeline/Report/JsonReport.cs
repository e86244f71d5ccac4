using System.Collections.Immutable;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Simulate;
using Auditor.Pipeline.Simulate.PrincipalPolicy;

namespace Auditor.Pipeline.Report;

/// <summary>Writes the report as JSON, the form that every other output and every other program reads (schema/report.schema.json).</summary>
public static class JsonReport
{
    private const int MostPending = 1 << 16;

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
        WriteList(writer, "principals", report.Principals, (to, listed) => WritePrincipal(to, listed, report.Simulator));
        WriteList(writer, "accessClasses", report.AccessClasses, WriteAccessClass);
        WriteList(writer, "findings", report.Findings, (to, finding) => WriteFinding(to, finding, report.GeneratedAt));
        WriteList(writer, "gaps", report.Gaps, (to, gap) => WriteGap(to, gap, report.GeneratedAt));
        WriteTexts(writer, "notes", report.Notes);
        WriteList(writer, "expiringSuppressions", report.ExpiringSuppressions, WriteExpiring);
        WriteList(writer, "history", report.History, WriteRun);
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
        WriteTexts(writer, "supposed", whatIf.Supposed);
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
        writer.WriteString("generatedAt", Moment(report.GeneratedAt));
        writer.WriteString("configuration", report.Configuration);
        writer.WriteStartObject("snapshot");
        writer.WriteString("takenAt", report.TakenAt is { } taken ? Moment(taken) : null);
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
        writer.WriteString("kind", Word(assessed.Principal.Kind));
        writer.WriteBoolean("administrator", assessed.IsAdministrator);
        WriteTexts(writer, "profiles", assessed.Expectation.ProfileIds);
        WriteTexts(writer, "uses", listed.Uses);
        WriteList(writer, "tasks", assessed.Tasks, (to, task) =>
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
            WriteTexts(writer, "resources", verdict.AllowedResources);
            WriteTexts(writer, "keys", verdict.Keys);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    internal static void WriteFinding(Utf8JsonWriter writer, Finding finding, DateTimeOffset asOf)
    {
        var draft = finding.Draft;
        writer.WriteString("id", finding.Id);
        writer.WriteString("rule", finding.Rule);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("status", finding.Status.Word());
        writer.WriteString("firstSeen", Moment(finding.FirstSeen ?? asOf));
        writer.WriteString("lastSeen", Moment(finding.LastSeen ?? asOf));
        writer.WriteString("account", draft.Account);
        writer.WriteStartObject("subject");
        writer.WriteString("kind", draft.Subject.Kind);
        writer.WriteString("id", draft.Subject.DisplayId);
        writer.WriteEndObject();
        writer.WriteString("matter", draft.Matter);
        WriteList(writer, "principals", finding.Principals, (to, principal) =>
        {
            to.WriteString("arn", principal.Arn);
            to.WriteString("account", principal.Account);
            to.WriteString("since", Moment(principal.Since ?? asOf));
            to.WriteString("owner", principal.Owner);
        });
        WriteTexts(writer, "principalsRemoved", [.. finding.PrincipalsRemoved.Select(principal => principal.Arn)]);
        writer.WriteNumber("otherPrincipals", finding.OtherPrincipals);
        WriteList(writer, "suppressions", finding.Suppressions, WriteSuppression);
        writer.WriteString("title", draft.Title);
        writer.WriteString("explanation", draft.Explanation);
        WriteTexts(writer, "actions", draft.Actions);
        WriteTexts(writer, "resources", draft.Resources);
        WriteList(writer, "blockers", finding.Blockers.Select((blocker, index) => (blocker, index)), (to, item) => WriteBlocker(to, item.blocker, item.index + 1));
        WriteTexts(writer, "unknownKeys", draft.UnknownKeys);
        WriteList(writer, "evidence", finding.Evidence, WriteEvidence);
        writer.WriteString("evidenceHash", finding.EvidenceHash);
        writer.WritePropertyName("remedy");
        if (finding.Remedy is { } remedy)
            JsonRemedy.Write(writer, remedy);
        else
            writer.WriteNullValue();
        writer.WriteString("help", $"docs/findings/{finding.Rule}.md");
    }

    internal static void WriteSuppression(Utf8JsonWriter writer, Suppression suppression)
    {
        writer.WriteString("principal", suppression.Principal);
        writer.WriteString("owner", suppression.Owner);
        writer.WriteString("reason", suppression.Reason);
        writer.WriteString("expires", suppression.Expires.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    internal static void WriteExpiring(Utf8JsonWriter writer, ExpiringSuppression expiring)
    {
        WriteSuppression(writer, expiring.Suppression);
        WriteTexts(writer, "findings", expiring.Findings);
    }

    internal static void WriteRun(Utf8JsonWriter writer, RunSummary run)
    {
        writer.WriteString("generatedAt", Moment(run.GeneratedAt));
        writer.WriteNumber("high", run.High);
        writer.WriteNumber("medium", run.Medium);
        writer.WriteNumber("low", run.Low);
        writer.WriteNumber("canChangeMoney", run.CanChangeMoney);
        writer.WriteNumber("canSeeMargins", run.CanSeeMargins);
        writer.WriteNumber("accountsExpected", run.AccountsExpected);
        writer.WriteNumber("accountsRead", run.AccountsRead);
    }

    internal static void WriteBlocker(Utf8JsonWriter writer, Blocker blocker, int order)
    {
        writer.WriteNumber("order", order);
        writer.WriteString("layer", PolicyLayerNames.Of(blocker.Layer));
        writer.WriteString("kind", blocker.IsExplicit ? "explicit" : "implicit");
        writer.WriteString("policy", blocker.Policy?.Id);
        writer.WriteString("statement", blocker.Statement?.Label);
        WritePlace(writer, blocker.Statement?.Start.Line ?? 0, blocker.Statement?.Start.Column ?? 0);
        writer.WriteString("target", blocker.TargetId);
    }

    private static void WriteEvidence(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteString("policy", evidence.Policy);
        writer.WriteString("version", evidence.Version);
        writer.WriteString("statement", evidence.Statement);
        WritePlace(writer, evidence.Line, evidence.Column);
        writer.WriteString("text", evidence.Text);
    }

    internal static void WriteGap(Utf8JsonWriter writer, Gap gap, DateTimeOffset asOf)
    {
        writer.WriteString("kind", GapWords.Of(gap.Kind));
        writer.WriteString("account", gap.Account);
        writer.WriteString("what", gap.What);
        writer.WriteString("file", gap.File);
        WriteNumber(writer, "line", gap.Line ?? 0);
        WriteNumber(writer, "column", gap.Column ?? 0);
        writer.WriteString("permission", gap.Permission);
        writer.WriteString("error", gap.Error);
        writer.WriteString("since", Moment(gap.Since ?? asOf));
    }

    internal static void WritePlace(Utf8JsonWriter writer, int line, int column)
    {
        WriteNumber(writer, "line", line);
        WriteNumber(writer, "column", column);
    }

    /// <summary>Lines and columns count from 1: a place that is not known is null.</summary>
    private static void WriteNumber(Utf8JsonWriter writer, string name, int value)
    {
        if (value > 0)
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    internal static void WriteList<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
            // A writer holds back all that it was not told to pass on.
            if (writer.BytesPending > MostPending)
                writer.Flush();
        }

        writer.WriteEndArray();
    }

    internal static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    internal static string Word(PrincipalKind kind) => kind switch
    {
        PrincipalKind.User => "user",
        PrincipalKind.IdentityCenterRole => "identityCenterRole",
        PrincipalKind.ServiceLinkedRole => "serviceLinkedRole",
        _ => "role",
    };

    internal static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
