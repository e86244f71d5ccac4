using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Report.Forms;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class AsffReportTests
{
    private const int MostBytes = 240_000;

    public static TheoryData<string> Names { get; } = [.. HostileNames.All.Select(row => row.Data), new string('x', 10_000)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_finding_keeps_the_limits(string name) =>
        Assert.All(Findings(FormOutput.Of("asff", FormReports.Hostile(name))), finding =>
        {
            Assert.InRange(Length(finding, "Id"), 1, AsffReport.LongestId);
            Assert.InRange(Length(finding, "Title"), 1, AsffReport.LongestTitle);
            Assert.InRange(Length(finding, "Description"), 1, AsffReport.LongestDescription);
            Assert.InRange(finding.GetProperty("Remediation").GetProperty("Recommendation").GetProperty("Text").GetString()!.Length, 1, 512);
            Assert.InRange(finding.GetProperty("Resources").GetArrayLength(), 1, AsffResources.MostResources);
            Assert.All(finding.GetProperty("Resources").EnumerateArray(), resource => Assert.InRange(Length(resource, "Id"), 1, 512));
            Assert.False(finding.TryGetProperty("Workflow", out _));
            Assert.InRange(Encoding.UTF8.GetByteCount(finding.GetRawText()), 1, MostBytes);
        });

    [Theory]
    [InlineData(32, 32, "AwsIamRole", "arn:aws:iam::111122223333:role/r000031")]
    [InlineData(33, 32, "Other", "2 more principals")]
    [InlineData(5_000, 32, "Other", "4969 more principals")]
    public void More_principals_than_Security_Hub_takes_are_counted(int principals, int resources, string type, string last)
    {
        var finding = Assert.Single(Findings(FormOutput.Of("asff", FormReports.WithPrincipals(principals))));
        var all = finding.GetProperty("Resources");
        Assert.Equal(resources, all.GetArrayLength());
        Assert.Equal((type, last), (all[resources - 1].GetProperty("Type").GetString(), all[resources - 1].GetProperty("Id").GetString()));
    }

    [Fact]
    public void Each_status_has_its_record_state_and_compliance()
    {
        var states = Findings(FormOutput.Of("asff", FormReports.EveryStatus)).Take(5)
            .Select(finding => $"{finding.GetProperty("RecordState")} {finding.GetProperty("Compliance").GetProperty("Status")}");
        Assert.Equal(["ACTIVE FAILED", "ACTIVE FAILED", "ACTIVE FAILED", "ARCHIVED PASSED", "ARCHIVED FAILED"], states);
    }

    [Fact]
    public void Everything_is_filed_under_the_payer_and_without_one_under_an_account_that_is_known()
    {
        var member = FormReports.Acme.Findings.First(finding => finding.Draft.Account is { } account && account != FormReports.Acme.ManagementAccount);
        var report = FormReports.Acme with { Findings = [member] };
        Assert.Equal("111122223333", Account(report));
        Assert.Equal(member.Draft.Account, Account(report with { ManagementAccount = null }));
        var nowhere = member with { Draft = member.Draft with { Account = null }, Principals = [] };
        Assert.Equal(FormReports.Acme.Principals[0].Assessed.Principal.Account, Account(report with { ManagementAccount = null, Findings = [nowhere] }));
        Assert.Equal("[]\n", FormOutput.Of("asff", report with { ManagementAccount = null, Findings = [nowhere], Principals = [] }));
    }

    private static string? Account(Auditor.Pipeline.Report.AuditReport report)
    {
        var finding = Assert.Single(Findings(FormOutput.Of("asff", report)));
        var account = finding.GetProperty("AwsAccountId").GetString();
        Assert.Equal($"arn:aws:securityhub:us-east-1:{account}:product/{account}/default", finding.GetProperty("ProductArn").GetString());
        return account;
    }

    private static JsonElement[] Findings(string text) => [.. FormOutput.Json(text).EnumerateArray()];

    private static int Length(JsonElement element, string name) => element.GetProperty(name).GetString()!.Length;
}
