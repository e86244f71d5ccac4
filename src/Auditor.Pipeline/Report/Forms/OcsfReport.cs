using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>One Compliance Finding (class 2003) of the Open Cybersecurity Schema Framework a line, for data lakes and SIEMs.</summary>
/// <remarks>Source: <see href="https://schema.ocsf.io/1.5.0/classes/compliance_finding"/>; the version is the one that Security Hub speaks.</remarks>
public static class OcsfReport
{
    internal const string Version = "1.5.0";

    private const int Class = 2003;
    private const int LongestTitle = 500;
    private const int LongestText = 4_000;

    /// <summary>Writes an event for each finding; nothing for a report without findings.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new Utf8JsonWriter(output, FormJson.OneLine);
        var partition = AwsName.PartitionOf(report);
        foreach (var finding in report.Findings)
        {
            WriteEvent(writer, report, finding, partition);
            writer.Flush();
            output.WriteByte((byte)'\n');
            writer.Reset();
        }
    }

    private static void WriteEvent(Utf8JsonWriter writer, AuditReport report, Finding finding, string partition)
    {
        var draft = finding.Draft;
        writer.WriteStartObject();
        WriteClass(writer, finding);
        writer.WriteNumber("time", report.GeneratedAt.ToUnixTimeMilliseconds());
        writer.WriteLine("message", draft.Title, LongestTitle);
        if (finding.Status == FindingStatus.Suppressed)
            writer.WriteLine("comment", FormText.Acceptance(finding), LongestText);
        WriteMetadata(writer, report);
        WriteCloud(writer, report.ManagementAccount);
        WriteInfo(writer, report, finding);
        WriteCompliance(writer, report, finding);
        OcsfResources.Write(writer, finding, partition);
        writer.WriteStartObject("remediation");
        var page = RulePage.Of(finding.Rule);
        writer.WriteLine("desc", $"{page.HowToFix.ReplaceLineEndings(" ")} See {page.Path}.", LongestText);
        writer.WriteEndObject();
        WriteUnmapped(writer, finding);
        writer.WriteEndObject();
    }

    private static void WriteClass(Utf8JsonWriter writer, Finding finding)
    {
        var (activity, activityName) = OcsfWords.ActivityOf(finding.Status);
        var (severity, severityName) = OcsfWords.SeverityOf(finding.Severity);
        var (status, statusName) = OcsfWords.StatusOf(finding.Status);
        writer.WriteNumber("activity_id", activity);
        writer.WriteString("activity_name", activityName);
        writer.WriteNumber("category_uid", Class / 1000);
        writer.WriteString("category_name", "Findings");
        writer.WriteNumber("class_uid", Class);
        writer.WriteString("class_name", "Compliance Finding");
        writer.WriteNumber("type_uid", (Class * 100) + activity);
        writer.WriteString("type_name", $"Compliance Finding: {activityName}");
        writer.WriteNumber("severity_id", severity);
        writer.WriteString("severity", severityName);
        writer.WriteNumber("status_id", status);
        writer.WriteString("status", statusName);
    }

    private static void WriteMetadata(Utf8JsonWriter writer, AuditReport report)
    {
        writer.WriteStartObject("metadata");
        writer.WriteString("version", Version);
        writer.WriteStartObject("product");
        writer.WriteString("name", "auditor");
        writer.WriteString("vendor_name", "The Auditor authors");
        writer.WriteString("version", report.ToolVersion);
        writer.WriteEndObject();
        writer.WriteStartArray("profiles");
        writer.WriteStringValue("cloud");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteCloud(Utf8JsonWriter writer, string? payer)
    {
        writer.WriteStartObject("cloud");
        writer.WriteString("provider", "AWS");
        if (payer is not null)
        {
            writer.WriteStartObject("account");
            writer.WriteString("uid", payer);
            writer.WriteNumber("type_id", 10);
            writer.WriteString("type", "AWS Account");
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteInfo(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        var (first, last) = FormText.Seen(report, finding);
        writer.WriteStartObject("finding_info");
        writer.WriteString("uid", finding.Id);
        writer.WriteLine("title", finding.Draft.Title, LongestTitle);
        writer.WriteLine("desc", finding.Draft.Explanation, LongestText);
        writer.WriteNumber("first_seen_time", first.ToUnixTimeMilliseconds());
        writer.WriteNumber("last_seen_time", last.ToUnixTimeMilliseconds());
        writer.WriteNumber("created_time", first.ToUnixTimeMilliseconds());
        writer.WriteNumber("modified_time", report.GeneratedAt.ToUnixTimeMilliseconds());
        writer.WriteStartObject("analytic");
        writer.WriteString("uid", finding.Rule);
        writer.WriteString("name", RulePage.Of(finding.Rule).Title);
        writer.WriteNumber("type_id", 1);
        writer.WriteString("type", "Rule");
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>No public standard speaks of Billing Conductor: the standard is the product's own list of rules.</summary>
    private static void WriteCompliance(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        var (id, name) = OcsfWords.ComplianceOf(finding);
        writer.WriteStartObject("compliance");
        writer.WriteString("control", finding.Rule);
        writer.WriteStartArray("standards");
        writer.WriteStringValue($"Auditor rules {report.CatalogVersion}");
        writer.WriteEndArray();
        writer.WriteNumber("status_id", id);
        writer.WriteString("status", name);
        writer.WriteEndObject();
    }

    private static void WriteUnmapped(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject("unmapped");
        writer.WriteString("status", finding.Status.Word());
        writer.WriteNumber("principal_count", finding.Principals.Length);
        writer.WriteString("matter", finding.Draft.Matter);
        writer.WriteString("evidence_hash", finding.EvidenceHash);
        writer.WriteEndObject();
    }
}
