using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Html;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>How many of a finding's principals a page holds: whoever searches for one of them should find it.</summary>
public sealed class FindingPrincipalsTests
{
    [Theory]
    [InlineData(150, 150)]
    [InlineData(1_000, 1_000)]
    [InlineData(1_200, 1_000)]
    public void Principals_of_the_page_are_numbers(int count, int written)
    {
        var report = LargeReport.Of(200, 2_000);
        var row = Assert.Single(Rows(report with { Findings = [report.Findings[0] with { Principals = First(report, count) }] }));
        Assert.Equal(count, row[8]!.GetValue<int>());
        Assert.Equal(written, row[9]!.AsArray().Count(one => one!.GetValueKind() == System.Text.Json.JsonValueKind.Number));
    }

    [Fact]
    public void Others_are_a_hundred_at_most_and_keep_nobody_else_out()
    {
        var report = LargeReport.Of(200, 2_000);
        var strangers = Enumerable.Range(0, 300).Select(index => new FindingPrincipal(string.Create(CultureInfo.InvariantCulture, $"arn:aws:iam::111122223333:role/gone-{index:d3}"), "111122223333"));
        var row = Assert.Single(Rows(report with { Findings = [report.Findings[0] with { Principals = [.. strangers, .. First(report, 400)] }] }));
        var kinds = row[9]!.AsArray().CountBy(one => one!.GetValueKind()).ToDictionary();
        Assert.Equal((100, 400), (kinds[System.Text.Json.JsonValueKind.String], kinds[System.Text.Json.JsonValueKind.Number]));
    }

    [Fact]
    public void They_take_no_rows_away()
    {
        var report = LargeReport.Of(1_000, 5_000);
        var thousand = First(report, 1_000);
        var findings = report.Findings.Select(finding => finding with { Principals = thousand });
        var rows = Rows(report with { Findings = [.. findings] });
        Assert.Equal(report.Findings.Length, rows.Length);
        Assert.Equal(1_000, rows[0][9]!.AsArray().Count);
        Assert.All(rows, row => Assert.InRange(row[9]!.AsArray().Count, 100, 1_000));
    }

    private static System.Collections.Immutable.ImmutableArray<FindingPrincipal> First(AuditReport report, int count) =>
        [.. report.Principals.Take(count).Select(listed => new FindingPrincipal(listed.Assessed.Principal.Arn, listed.Assessed.Principal.Account))];

    private static JsonNode[] Rows(AuditReport report)
    {
        using var output = new MemoryStream();
        HtmlReport.Write(report, output);
        Assert.InRange(output.Length, 1, HtmlReport.MostBytes);
        var html = Encoding.UTF8.GetString(output.ToArray());
        var start = html.IndexOf("id=\"data\">", StringComparison.Ordinal) + "id=\"data\">".Length;
        return [.. JsonNode.Parse(html[start..html.IndexOf("</script>", start, StringComparison.Ordinal)])!["findings"]!.AsArray().Select(row => row!)];
    }
}
