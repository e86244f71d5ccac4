using System.Globalization;
using System.Text.Json;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The findings as Security Hub's BatchImportFindings takes them, at most 100 a call.</summary>
/// <remarks>
/// Sources: AWS Security Hub User Guide, <see href="https://docs.aws.amazon.com/securityhub/latest/userguide/securityhub-findings-format.html"/> and
/// <see href="https://docs.aws.amazon.com/securityhub/latest/userguide/finding-update-batchimportfindings.html"/>: severity and types go into FindingProviderFields, the workflow is its reader's.
/// </remarks>
public static class AsffReport
{
    internal const int LongestTitle = 256;
    internal const int LongestDescription = 1024;
    internal const int LongestId = 512;

    private const int LongestField = 1024;

    /// <summary>Writes a JSON array; an empty one if no account is known under which to file.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new Utf8JsonWriter(output, FormJson.Indented);
        var partition = AwsName.PartitionOf(report);
        writer.WriteStartArray();
        foreach (var finding in report.Findings)
        {
            if (AsffAccount.Of(report, finding) is { } account)
                WriteFinding(writer, report, finding, account, partition);
            writer.FlushSome();
        }

        writer.WriteEndArray();
        writer.Flush();
        output.WriteByte((byte)'\n');
    }

    private static void WriteFinding(Utf8JsonWriter writer, AuditReport report, Finding finding, string account, string partition)
    {
        var region = AsffAccount.RegionOf(partition);
        writer.WriteStartObject();
        writer.WriteString("SchemaVersion", "2018-10-08");
        writer.WriteLine("Id", $"{account}/{finding.Id}", LongestId);
        writer.WriteString("ProductArn", $"arn:{partition}:securityhub:{region}:{account}:product/{account}/default");
        writer.WriteString("GeneratorId", $"auditor/{finding.Rule}");
        writer.WriteString("AwsAccountId", account);
        WriteTimes(writer, report, finding);
        writer.WriteLine("Title", finding.Draft.Title, LongestTitle);
        writer.WriteLine("Description", finding.Draft.Explanation, LongestDescription);
        WriteProvided(writer, finding);
        WriteState(writer, finding);
        WriteRemediation(writer, finding);
        WriteFields(writer, finding);
        AsffResources.Write(writer, finding, partition, region);
        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, AuditReport report, Finding finding)
    {
        var (first, last) = FormText.Seen(report, finding);
        writer.WriteString("CreatedAt", JsonForm.Moment(first));
        writer.WriteString("UpdatedAt", JsonForm.Moment(report.GeneratedAt));
        writer.WriteString("FirstObservedAt", JsonForm.Moment(first));
        writer.WriteString("LastObservedAt", JsonForm.Moment(last));
    }

    private static void WriteProvided(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject("FindingProviderFields");
        writer.WriteStartObject("Severity");
        writer.WriteString("Label", finding.Severity.Word().ToUpperInvariant());
        writer.WriteString("Original", finding.Severity.Word());
        writer.WriteEndObject();
        writer.WriteStartArray("Types");
        writer.WriteStringValue("Software and Configuration Checks/AWS Security Best Practices");
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>What is resolved or accepted is archived; an archived one is active again as soon as it is imported so.</summary>
    private static void WriteState(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteString("RecordState", finding.IsActive ? "ACTIVE" : "ARCHIVED");
        writer.WriteStartObject("Compliance");
        writer.WriteString("Status", finding switch
        {
            { Status: FindingStatus.Resolved } => "PASSED",
            { Rule: "BCA901" } => "NOT_AVAILABLE",
            _ => "FAILED",
        });
        writer.WriteEndObject();
    }

    private static void WriteRemediation(Utf8JsonWriter writer, Finding finding)
    {
        var page = RulePage.Of(finding.Rule);
        writer.WriteStartObject("Remediation");
        writer.WriteStartObject("Recommendation");
        writer.WriteLine("Text", $"See {page.Path}. {page.HowToFix.ReplaceLineEndings(" ")}", 512);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject("ProductFields");
        writer.WriteString("auditor/FindingId", finding.Id);
        writer.WriteString("auditor/Status", finding.Status.Word());
        writer.WriteString("auditor/PrincipalCount", finding.Principals.Length.ToString(CultureInfo.InvariantCulture));
        if (finding.Status == FindingStatus.Suppressed)
            writer.WriteLine("auditor/Suppression", FormText.Acceptance(finding), LongestField);
        writer.WriteEndObject();
    }
}
