using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Pipeline.Findings;

namespace Auditor.EndToEnd.Tests;

/// <summary>The first thing that a reader runs. Its README says what must be found, and who is right.</summary>
public sealed class AcmeTests
{
    private const string Sample = "samples/acme";

    /// <summary>Several tests ask about the same run.</summary>
    private static readonly Lazy<Task<FindingFacts[]>> Findings = new(ReadFindingsAsync);

    private static readonly JsonSerializerOptions AsTheCliPrints = new()
    {
        WriteIndented = true,
        IndentSize = 4,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Audit_of_the_sample_gives_the_golden_text()
    {
        var result = await AuditAsync(Sample);
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        GoldenFile.AssertEqual("acme.txt", result.Output);
    }

    [Fact]
    public async Task Audit_of_the_sample_gives_the_golden_json()
    {
        var result = await AuditAsync(Sample, "--format", "json");
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        GoldenFile.AssertEqual("acme.json", result.Output);
    }

    [Fact]
    public async Task Every_rule_occurs_in_the_sample_but_those_that_need_more_than_one_snapshot()
    {
        var found = (await FindingsAsync()).Select(finding => finding.Rule).Distinct(StringComparer.Ordinal);
        Assert.Equal(
            FindingRules.All.Select(rule => rule.Id).Except(["BCA501", "BCA701", "BCA902"]).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("BCA401", "billing-prefix")]
    [InlineData("BCA401", "name")]
    [InlineData("BCA403", "star-only billingconductor:ListPricingRules")]
    [InlineData("BCA403", "resource billingconductor:UpdatePricingRule")]
    [InlineData("BCA403", "resource billingconductor:CreateCustomLineItem")]
    [InlineData("BCA403", "aws-plans billingconductor:CreateBillingGroup")]
    [InlineData("BCA404", "OwnTeam aws:ResourceTag/team")]
    [InlineData("BCA404", "Lists aws:MultiFactorAuthPresent")]
    public async Task Every_kind_of_a_rule_occurs_in_the_sample(string rule, string matter) =>
        Assert.Contains(await FindingsAsync(), finding => finding.Rule == rule && finding.Matter == matter);

    [Fact]
    public async Task Every_planted_row_of_the_readme_gives_these_findings_and_no_others()
    {
        var findings = await FindingsAsync();
        Assert.All(AcmeReadme.Read().Planted, row =>
        {
            var rules = findings.Where(finding => finding.IsAbout(row)).Select(finding => finding.Rule).Distinct(StringComparer.Ordinal);
            Assert.Equal($"{row}: {string.Join(", ", row.Rules)}", $"{row}: {string.Join(", ", rules.Order(StringComparer.Ordinal))}");
        });
    }

    [Fact]
    public async Task Every_finding_of_the_sample_is_planted()
    {
        var planted = AcmeReadme.Read().Planted;
        Assert.All(await FindingsAsync(), finding =>
            Assert.True(
                planted.Any(row => row.Rules.Contains(finding.Rule, StringComparer.Ordinal) && finding.IsAbout(row)),
                $"{finding.Id} ({finding.Title}) stands in no row of the README"));
    }

    [Fact]
    public async Task Principals_marked_right_stand_in_no_finding()
    {
        var principals = (await FindingsAsync()).SelectMany(finding => finding.Principals.Select(arn => (arn, finding.Id))).ToArray();
        Assert.All(AcmeReadme.Read().Right, row => Assert.DoesNotContain(principals, principal => row.Names(principal.arn)));
    }

    [Fact]
    public async Task Every_principal_of_the_sample_stands_in_one_row_of_the_readme()
    {
        using var report = await ReportAsync("--all");
        var readme = AcmeReadme.Read();
        var arns = report.RootElement.GetProperty("principals").EnumerateArray().Select(
            principal => principal.GetProperty("arn").GetString()!).ToArray();
        Assert.All(arns, arn => Assert.Single(readme.Planted.Concat(readme.Right), row => row.Names(arn)));
        Assert.All(readme.Right, row => Assert.Contains(arns, row.Names));
    }

    [Fact]
    public async Task Parallelism_and_the_order_of_the_folders_change_no_byte()
    {
        using var copy = new TemporaryFolder();
        CopyBackwards(Path.Combine(Repository.Root, Sample), copy.Path);
        var one = await AuditAsync(Sample, "--format", "json", "--parallelism", "1");
        var eight = await AuditAsync(Sample, "--format", "json", "--parallelism", "8");
        var copied = await AuditAsync(copy.Path, "--format", "json", "--parallelism", "8");
        Assert.Equal(one.Output, eight.Output);
        Assert.Equal(one.Output, copied.Output);
    }

    [Fact]
    public void Files_of_the_snapshot_look_as_the_aws_cli_prints_them()
    {
        var files = Directory.GetFiles(
            Path.Combine(Repository.Root, Sample),
            "*.json",
            SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "auditor.json");
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.Equal(JsonNode.Parse(text)!.ToJsonString(AsTheCliPrints) + "\n", text);
        });
    }

    private static Task<ProcessResult> AuditAsync(string snapshot, params string[] options) =>
        AuditorProcess.RunAsync(["audit", snapshot, "--config", $"{Sample}/auditor.json", "--as-of", "2026-11-24T00:00:00Z", .. options]);

    private static async Task<JsonDocument> ReportAsync(params string[] options) =>
        JsonDocument.Parse((await AuditAsync(Sample, ["--format", "json", .. options])).Output);

    private static Task<FindingFacts[]> FindingsAsync() => Findings.Value;

    private static async Task<FindingFacts[]> ReadFindingsAsync()
    {
        using var report = await ReportAsync();
        return [.. report.RootElement.GetProperty("findings").EnumerateArray().Select(FindingFacts.Of)];
    }

    /// <summary>The last folder first, so that the file system lists them otherwise.</summary>
    private static void CopyBackwards(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var folder in Directory.GetDirectories(source).OrderDescending(StringComparer.Ordinal))
            CopyBackwards(folder, Path.Combine(target, Path.GetFileName(folder)));
        foreach (var file in Directory.GetFiles(source).OrderDescending(StringComparer.Ordinal))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)));
    }

    /// <summary>What the README's tables speak of.</summary>
    private sealed record FindingFacts(string Id, string Rule, string Matter, string Title, string[] Principals, string[] Places)
    {
        public static FindingFacts Of(JsonElement finding) => new(
            finding.GetProperty("id").GetString()!,
            finding.GetProperty("rule").GetString()!,
            finding.GetProperty("matter").GetString()!,
            finding.GetProperty("title").GetString()!,
            [.. finding.GetProperty("principals").EnumerateArray().Select(principal => principal.GetProperty("arn").GetString()!)],
            [
                finding.GetProperty("subject").GetProperty("id").GetString()!,
                .. finding.GetProperty("resources").EnumerateArray().Select(resource => resource.GetString()!),
                .. finding.GetProperty("evidence").EnumerateArray().Select(item => item.GetProperty("policy").GetString()!),
            ]);

        /// <summary>Its principal is the row's; or, of one without principals, the policy or account is.</summary>
        public bool IsAbout(AcmeReadme.Row row) => Principals.Any(row.Names)
            || (
                Principals.Length == 0
                    && Places.Any(place => place == row.Name || place.EndsWith("/" + row.Name, StringComparison.Ordinal)));
    }
}
