using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Tests.Publish;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class CsvFormTests
{
    [Fact]
    public void The_one_for_finance_tells_Excel_that_it_is_UTF8_and_the_one_for_programs_begins_with_its_first_name()
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], FormOutput.Bytes("csv-access", FormReports.Acme)[..3]);
        Assert.StartsWith("id,rule,", FormOutput.Of("csv-findings", FormReports.Acme), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd()")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("  =1")]
    [InlineData("\t=1")]
    [InlineData("＝1")]
    public void A_formula_is_a_text(string name)
    {
        Assert.All(
            FormOutput.Csv(FormOutput.Of("csv-findings", FormReports.Hostile(name))).SelectMany(row => row.Values)
                .Concat(FormOutput.Csv(FormOutput.Of("csv-access", FormReports.Hostile(name))).SelectMany(row => row.Values)),
            field => Assert.DoesNotContain(field.TrimStart().FirstOrDefault(), "=+-@＝＋－＠\t\r"));
    }

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void A_row_is_a_line(string name)
    {
        var lines = FormOutput.Of("csv-findings", FormReports.Hostile(name)).Split("\r\n");
        Assert.Equal(1 + 5 + 1, lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain('\n', line));
    }

    [Fact]
    public void Of_many_principals_some_are_named_and_all_are_counted()
    {
        var row = Assert.Single(FormOutput.Csv(FormOutput.Of("csv-findings", FormReports.WithPrincipals(250))));
        Assert.Equal("250", row["principalCount"]);
        Assert.EndsWith("; and 150 more", row["principals"], StringComparison.Ordinal);
        Assert.True(row["principals"].Length < 32_767);
    }

    [Fact]
    public void An_accepted_finding_names_who_accepted_it_why_and_until_when()
    {
        var row = Assert.Single(FormOutput.Csv(FormOutput.Of("csv-findings", FormReports.Hostile("x"))), row => row["status"] == "suppressed");
        Assert.Equal(("x", "x knows", "2027-01-31"), (row["suppressedBy"], row["suppressedBecause"], row["suppressedUntil"]));
        Assert.Equal("x", row["owners"]);
    }

    [Fact]
    public void An_active_finding_of_which_a_part_is_accepted_is_accepted_by_nobody()
    {
        var report = FormReports.Hostile("x");
        var part = report.Findings.Single(finding => finding.Status == FindingStatus.Suppressed) with { Status = FindingStatus.Open };
        var row = Assert.Single(FormOutput.Csv(FormOutput.Of("csv-findings", report with { Findings = [part] })));
        Assert.Equal(("", "", ""), (row["suppressedBy"], row["suppressedBecause"], row["suppressedUntil"]));
    }
}
