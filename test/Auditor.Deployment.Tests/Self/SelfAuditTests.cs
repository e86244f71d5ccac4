using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.Deployment.Tests.Self;

/// <summary>The auditor audits its own roles and has nothing to say about them.</summary>
public sealed class SelfAuditTests
{
    private const string Update = "AUDITOR_UPDATE_GOLDEN";
    private const int MostLines = 40;

    [Fact]
    public void The_sample_is_what_the_templates_make()
    {
        foreach (var (path, text) in SelfSample.Accounts(functionIn: SelfSample.Audit))
        {
            var file = Path.Combine(SelfSample.Folder, path);
            if (Environment.GetEnvironmentVariable(Update) == "1")
                Save(file, text);
            var committed = File.Exists(file) ? File.ReadAllText(file) : "";
            var difference = committed == text ? "" : Difference(committed, text);
            var message = $"samples/self/{path} is not what the templates make. If it is meant, run with {Update}=1.\n{difference}";
            Assert.True(committed == text, message);
        }
    }

    [Fact]
    public void The_auditor_finds_nothing_in_its_own_roles() => AssertClean(Audit(SelfSample.Folder), SelfSample.Payer, "AuditorMember");

    [Fact]
    public void Nor_where_the_function_lives_in_the_payer()
    {
        using var folder = new TemporaryFolder();
        SelfSample.Write(folder.Path, functionIn: SelfSample.Payer);
        AssertClean(Audit(folder.Path), SelfSample.Payer, "AuditorFunction");
    }

    [Theory]
    [InlineData("billingconductor:ListPricingRules", "billingconductor:List*", "BCA202")]
    [InlineData("billingconductor:ListPricingRules", "billingconductor:UpdatePricingRule", "BCA101")]
    public void A_role_that_were_wrong_would_be_found(string right, string wrong, string rule)
    {
        using var folder = new TemporaryFolder();
        SelfSample.Write(folder.Path, functionIn: SelfSample.Audit);
        var file = Path.Combine(folder.Path, "accounts", SelfSample.Payer, "authorization-details.json");
        var text = File.ReadAllText(file);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(right, wrong, StringComparison.Ordinal));
        var rules = Audit(folder.Path).Findings.Select(finding => finding.Rule);
        Assert.Contains(rule, rules);
    }

    private static void AssertClean(AuditReport report, string payer, string reader)
    {
        Assert.Equal("", string.Join('\n', report.Findings.Select(finding => $"{finding.Rule} {finding.Draft.Title}")));
        Assert.Equal("", string.Join('\n', report.Gaps.Select(gap => $"{gap.What}: {gap.Error}")));
        Assert.Equal(3, report.AccountsRead);
        // Nothing found because nothing was seen would be no praise: the reader in the payer stands in the report with its job done.
        var arn = $"arn:aws:iam::{payer}:role/{reader}";
        var principal = Assert.Single(report.Principals, principal => principal.Assessed.Principal.Arn == arn);
        var task = Assert.Single(principal.Assessed.Tasks, task => task.IsAssigned);
        Assert.True(task.Verdict is Verdict.All or Verdict.Some, task.Verdict.ToString());
    }

    private static AuditReport Audit(string folder)
    {
        var configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(SelfSample.Folder, "auditor.json")));
        Assert.Empty(configuration.Errors);
        var options = new AuditOptions
        {
            AsOf = new DateTimeOffset(2026, 11, 25, 6, 0, 0, TimeSpan.Zero),
            Configuration = configuration.Configuration,
            ConfigurationName = "auditor.json",
            ToolVersion = "test",
        };
        return AuditRun.Run(SnapshotReader.Open(folder), options, null, TestContext.Current.CancellationToken);
    }

    private static void Save(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    private static string Difference(string before, string after) =>
        string.Join('\n', LineChange.Between(before.Split('\n'), after.Split('\n'))
            .Where(change => change.Mark != ' ')
            .Take(MostLines)
            .Select(change => $"{change.Mark} {change.Text}"));
}
