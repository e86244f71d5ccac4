using System.Globalization;
using System.Text.Json;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>A finding as a result.</summary>
internal static class SarifResult
{
    private const int MostPrincipals = 20;
    private const int MostEvidence = 5;
    private const int LongestJustification = 1_000;

    public static void Write(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Rule);
        writer.WriteNumber("ruleIndex", SarifRules.IndexOf(finding.Rule));
        // What is resolved is no failure, and only a failure has a level.
        var isResolved = finding.Status == FindingStatus.Resolved;
        writer.WriteString("kind", isResolved ? "pass" : "fail");
        writer.WriteString("level", isResolved ? "none" : SarifRules.LevelOf(finding.Severity));
        SarifText.WriteMessage(writer, "message", $"{finding.Draft.Title}. {finding.Draft.Explanation}");
        WriteLocations(writer, report, finding);
        WriteEvidence(writer, finding);
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("auditorFindingId/v1", finding.Id);
        writer.WriteString("primaryLocationLineHash", finding.Id);
        writer.WriteEndObject();
        writer.WriteString("baselineState", BaselineOf(finding.Status));
        WriteSuppressions(writer, finding);
        WriteProperties(writer, report, finding);
        writer.WriteEndObject();
    }

    /// <summary>What is reopened did not occur in the run before. What is suppressed did, or its suppression would not know it.</summary>
    private static string BaselineOf(FindingStatus status) => status switch
    {
        FindingStatus.New or FindingStatus.Reopened => "new",
        FindingStatus.Resolved => "absent",
        _ => "unchanged",
    };

    private static void WriteLocations(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        writer.WriteStartArray("locations");
        writer.WriteStartObject();
        if (FileOf(report, finding) is { } file)
        {
            writer.WriteStartObject("physicalLocation");
            SarifText.WriteArtifact(writer, file);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("logicalLocations");
        WriteLogical(writer, finding.Draft.Subject.DisplayId, finding.Draft.Subject.Kind);
        foreach (var principal in finding.Principals.Take(MostPrincipals).Where(principal => principal.Arn != finding.Draft.Subject.DisplayId))
            WriteLogical(writer, principal.Arn, "principal");
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    /// <summary>
    /// The file that has the finding's policies. Their documents stand inside of it, so the lines of a document are no lines of the file, and no region is told.
    /// Code scanning refuses results without a file: only where there is none at all it is left out.
    /// </summary>
    private static string? FileOf(AuditReport report, Finding finding)
    {
        var account = finding.Draft.Subject.Kind == "scp" ? null : finding.Draft.Account ?? (finding.Principals.IsEmpty ? null : finding.Principals[0].Account);
        return report.Files is { } files ? files.Of(account)
            : account is null ? SnapshotFolder.Organization : SnapshotFolder.FileOf(account, SnapshotFolder.AuthorizationDetails);
    }

    private static void WriteLogical(Utf8JsonWriter writer, string id, string kind)
    {
        writer.WriteStartObject();
        writer.WriteLine("name", id[(id.LastIndexOf('/') + 1)..], 256);
        writer.WriteString("fullyQualifiedName", id);
        writer.WriteString("kind", kind);
        writer.WriteEndObject();
    }

    private static void WriteEvidence(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartArray("relatedLocations");
        foreach (var (index, item) in finding.Evidence.Take(MostEvidence).Index())
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", index + 1);
            writer.WriteStartArray("logicalLocations");
            WriteLogical(writer, item.Policy, "policy");
            writer.WriteEndArray();
            SarifText.WriteMessage(writer, "message", Describe(item));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Describe(Evidence item)
    {
        var place = item.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $" at line {item.Line}, column {item.Column} of the document") : "";
        return $"{(item.Statement is null ? "the policy" : "statement " + item.Statement)}{place}: {item.Text.ReplaceLineEndings(" ")}";
    }

    /// <summary>An empty list says that it is not suppressed; no list would say that nobody knows.</summary>
    private static void WriteSuppressions(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartArray("suppressions");
        var suppressions = finding.Status == FindingStatus.Suppressed ? finding.Suppressions : [];
        // The list is a set: two that say the same are one.
        foreach (var justification in suppressions.Select(Justify).Distinct(StringComparer.Ordinal))
        {
            writer.WriteStartObject();
            writer.WriteString("kind", "external");
            writer.WriteString("status", "accepted");
            writer.WriteString("justification", justification);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    /// <summary>Whom it is for stands first, so that no long reason cuts it off.</summary>
    private static string Justify(Suppression suppression) =>
        FormText.Line((suppression.Principal is { } principal ? $"for {principal}: " : "") + FormText.Acceptance(suppression), LongestJustification);

    private static void WriteProperties(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        var (first, last) = FormText.Seen(report, finding);
        writer.WriteStartObject("properties");
        writer.WriteString("id", finding.Id);
        writer.WriteString("severity", finding.Severity.Word());
        writer.WriteString("status", finding.Status.Word());
        writer.WriteString("firstSeen", JsonForm.Moment(first));
        writer.WriteString("lastSeen", JsonForm.Moment(last));
        writer.WriteNumber("principalCount", finding.Principals.Length);
        writer.WriteEndObject();
    }
}
