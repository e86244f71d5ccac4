using System.Text.Json;

namespace Auditor.EndToEnd.Tests;

/// <summary>The forms of the sample's report as the command writes them.</summary>
public sealed class FormTests
{
    private const string Sample = "samples/acme";

    /// <summary>Several tests ask about the same run.</summary>
    private static readonly Lazy<Task<string[]>> Ids = new(ReadIdsAsync);

    [Theory]
    [InlineData("markdown", "acme.md")]
    [InlineData("csv-access", "acme-access.csv")]
    [InlineData("csv-findings", "acme-findings.csv")]
    [InlineData("sarif", "acme.sarif")]
    [InlineData("ocsf", "acme.ocsf.jsonl")]
    [InlineData("asff", "acme.asff.json")]
    [InlineData("junit", "acme.junit.xml")]
    public async Task Each_form_of_the_sample_is_the_golden_one_and_tells_the_findings_of_the_JSON_report(string form, string golden)
    {
        var result = await AuditAsync("--format", form);
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        // A reader of UTF-8 may take the mark for a part of the text; the files are compared without it.
        var text = result.Output.TrimStart('\uFEFF');
        GoldenFile.AssertEqual(golden, text);
        if (form != "csv-access")
            Assert.All(await Ids.Value, id => Assert.Contains(id, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_text_names_the_findings_of_the_JSON_report_and_no_others()
    {
        var text = (await AuditAsync()).Output;
        var named = text.Split([' ', '\n']).Where(word => word.StartsWith("BCA", StringComparison.Ordinal) && word.Length == 19).ToArray();
        var ids = await Ids.Value;
        Assert.Subset(ids.ToHashSet(StringComparer.Ordinal), named.ToHashSet(StringComparer.Ordinal));
        // What does not fit on a screen or two is counted by rule.
        var omitted = text.Split('\n').Where(line => line.Contains(" more finding", StringComparison.Ordinal)).Sum(line => int.Parse(line.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(ids.Length, named.Length + omitted);
    }

    [Fact]
    public async Task Suppositions_are_told_in_no_form_that_others_take_for_facts()
    {
        var result = await AuditAsync("--format", "asff", "--without", "arn:aws:iam::111122223333:role/finance/abc-admin");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("--format asff tells things as they are", result.Error, StringComparison.Ordinal);
    }

    private static async Task<string[]> ReadIdsAsync()
    {
        using var report = JsonDocument.Parse((await AuditAsync("--format", "json")).Output);
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("id").GetString()!)];
    }

    private static Task<ProcessResult> AuditAsync(params string[] options) =>
        AuditorProcess.RunAsync(["audit", Sample, "--config", $"{Sample}/auditor.json", "--as-of", "2026-11-24T00:00:00Z", .. options]);
}
