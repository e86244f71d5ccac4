using System.Text.Json;
using System.Xml.Linq;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Forms;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

/// <summary>All forms are projections of one report: the same ids, the same counts, whatever the names.</summary>
public sealed class ReportFormTests
{
    public static TheoryData<string> All { get; } = [.. ReportForm.All.Select(form => form.Name)];

    public static TheoryData<string> WithFindings { get; } = [.. ReportForm.All.Select(form => form.Name).Where(name => name != "csv-access")];

    public static TheoryData<string, string> Hostile { get; } = HostileOf();

    [Theory]
    [MemberData(nameof(WithFindings))]
    public void Every_form_tells_the_same_findings_in_the_same_status(string form)
    {
        var report = FormReports.EveryStatus;
        Assert.Equal(
            report.Findings.Select(finding => (finding.Id, finding.Status.Word())).Order(),
            FormOutput.Findings(form, report).Order());
    }

    [Fact]
    public void Counts_agree_where_forms_count()
    {
        var report = FormReports.EveryStatus;
        var summary = FormOutput.Json(FormOutput.Of("json", report)).GetProperty("summary");
        var junit = XDocument.Parse(FormOutput.Of("junit", report)).Root!;
        var active = summary.GetProperty("bySeverity").EnumerateObject().Sum(severity => severity.Value.GetInt32());
        Assert.Equal(report.Findings.Count(finding => finding.IsActive), active);
        Assert.Equal(active, (int)junit.Attribute("failures")!);
        Assert.Equal(report.Gaps.Length, (int)junit.Attribute("errors")!);
        Assert.Contains($"{active} findings to act on", FormOutput.Of("markdown", report), StringComparison.Ordinal);
        Assert.Contains(
            $"{report.Count(FindingStatus.Suppressed)} suppressed, {report.Count(FindingStatus.Resolved)} resolved.",
            FormOutput.Of("markdown", report),
            StringComparison.Ordinal);
        var asff = FormOutput.Json(FormOutput.Of("asff", report)).EnumerateArray().Count(finding => finding.GetProperty("RecordState").GetString() == "ACTIVE");
        Assert.Equal(active, asff);
        Assert.Equal(active, FormOutput.SarifResults(FormOutput.Of("sarif", report)).Count(IsActive));
    }

    [Fact]
    public void The_digest_names_no_finding_that_the_report_does_not()
    {
        var report = FormReports.EveryStatus;
        var text = DigestText.Of(Digest.Of(report, "run", "file:///report"), DigestDetail.Everything);
        var named = text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("BCA", StringComparison.Ordinal) && word.Length == 19).ToArray();
        Assert.NotEmpty(named);
        Assert.Subset(report.Findings.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
        Assert.True(ChatNotification.Of(Digest.Of(report, "run", "file:///report")).Length < 10_000);
    }

    [Fact]
    public void Who_can_change_money_is_answered_alike()
    {
        var report = FormReports.Acme;
        var judged = report.Principals.Where(listed => listed.Assessed.IsJudged).Select(listed => listed.Assessed.Principal.Arn).ToHashSet(StringComparer.Ordinal);
        int Rows(string capability) => FormOutput.Csv(FormOutput.Of("csv-access", report)).Count(row =>
            row["capability"] == capability && row["administrator"] == "no" && row["verdict"] is "all" or "some" && judged.Contains(row["principal"]));
        Assert.Equal(WhoCan.ChangeMoney(report).Certain.Length, Rows("change-money"));
        Assert.Equal(WhoCan.SeeMargins(report).Certain.Length, Rows("see-margins"));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_same_report_gives_the_same_bytes(string form) =>
        Assert.Equal(FormOutput.Bytes(form, FormReports.EveryStatus), FormOutput.Bytes(form, FormReports.EveryStatus));

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Hostile_names_stay_data(string form, string name)
    {
        var report = FormReports.Hostile(name);
        var text = FormOutput.Of(form, report);
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\0', text);
        if (form == "csv-access")
            Assert.All(FormOutput.Csv(text), row => Assert.NotEmpty(row["capability"]));
        else
            Assert.Equal(report.Findings.Select(finding => finding.Id).Order(StringComparer.Ordinal), FormOutput.Findings(form, report).Select(finding => finding.Id).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_report_without_anything_can_be_written(string form)
    {
        var report = FormReports.Acme with { Findings = [], Gaps = [], Notes = [], Principals = [], AccessClasses = [], ManagementAccount = null, Configuration = null };
        if (form != "ocsf")
            Assert.NotEmpty(FormOutput.Of(form, report));
        else
            Assert.Empty(FormOutput.Of(form, report));
    }

    private static bool IsActive(JsonElement result) =>
        result.GetProperty("kind").GetString() == "fail" && result.GetProperty("suppressions").GetArrayLength() == 0;

    private static TheoryData<string, string> HostileOf()
    {
        var data = new TheoryData<string, string>();
        foreach (var form in ReportForm.All)
        {
            foreach (var name in HostileNames.All.Select(row => row.Data).Append(new string('x', 10_000)).Append("@team #12 https://evil.example www.evil.example"))
                data.Add(form.Name, name);
        }

        return data;
    }
}
