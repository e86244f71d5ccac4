using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report.Forms;

namespace Auditor.Pipeline.Tests.Report.Forms;

public sealed class RulePageTests
{
    public static TheoryData<string> Rules { get; } = [.. FindingRules.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_its_page_in_the_assembly(string rule)
    {
        var page = RulePage.Of(rule);
        var text = File.ReadAllText(Path.Combine(Repository.Root, page.Path)).ReplaceLineEndings("\n");
        Assert.StartsWith($"# {rule}: {page.Title}\n\n{page.Summary}\n", text, StringComparison.Ordinal);
        Assert.Contains($"## How to fix it\n\n{page.HowToFix}\n", text, StringComparison.Ordinal);
        Assert.NotEmpty(page.HowToFix);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_highest_severity_is_the_one_that_the_list_of_rules_has(string rule)
    {
        var row = File.ReadLines(Path.Combine(Repository.Root, "docs", "findings", "README.md")).Single(line => line.StartsWith($"| [{rule}]", StringComparison.Ordinal));
        var column = row.Split('|', StringSplitOptions.TrimEntries)[3];
        Severity expected = column switch
        {
            _ when column.Contains("high", StringComparison.Ordinal) || column == "by action" => Severity.High,
            _ when column.Contains("medium", StringComparison.Ordinal) => Severity.Medium,
            _ => Severity.Low,
        };
        Assert.Equal(expected, RuleSeverity.Of(rule));
    }

    [Fact]
    public void Of_a_rule_of_another_version_the_id_is_known() => Assert.Equal("BCA999", RulePage.Of("BCA999").Title);
}
