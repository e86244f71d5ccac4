using Auditor.Cli.Text;
using Auditor.Pipeline;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Cli.Tests.Text;

/// <summary>The report for people, of the sample and with findings in every status.</summary>
public sealed class TextReportTests
{
    private static readonly DateTimeOffset AsOf = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<AuditReport> Acme = new(Run);

    [Fact]
    public void It_begins_with_the_four_first_answers()
    {
        var lines = Write(Remembered()).Split('\n');
        var answers = lines.SkipWhile(line => line.Length > 0).Skip(1).TakeWhile(line => line.Length > 0).ToArray();
        Assert.Equal(
            ["Who can change money", "Who can see margins", "What changed", "What could not be read"],
            answers.Where(line => !line.StartsWith(' ')).Select(line => line.Split(':')[0]));
        Assert.Contains("What changed: since 2026-11-23 00:00 UTC 8 new, 8 reopened, 8 resolved; 8 open", answers);
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Nothing_is_remembered_without_a_run_before()
    {
        var text = Write(Acme.Value);
        Assert.Contains("What changed: nothing is remembered of earlier runs", text, StringComparison.Ordinal);
        Assert.DoesNotContain(" new: ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Resolved since", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Suppressed_findings_are_counted_resolved_ones_take_a_line_and_what_is_new_or_back_says_so()
    {
        var report = Remembered();
        var text = Write(report);
        string[] IdsOf(FindingStatus status) => [.. report.Findings.Where(finding => finding.Status == status).Select(finding => finding.Id)];
        Assert.All(IdsOf(FindingStatus.Suppressed), id => Assert.DoesNotContain(id, text, StringComparison.Ordinal));
        Assert.All(IdsOf(FindingStatus.Resolved), id => Assert.Single(text.Split('\n'), line => line.StartsWith("  " + id + " ", StringComparison.Ordinal)));
        Assert.All(IdsOf(FindingStatus.Open).Concat(IdsOf(FindingStatus.New)).Concat(IdsOf(FindingStatus.Reopened)), id => Assert.Contains("· " + id, text, StringComparison.Ordinal));
        Assert.Equal(8, Count(text, " new: "));
        Assert.Equal(8, Count(text, " reopened: "));
        Assert.Contains($"24 findings: {report.Count(Severity.High)} high, {report.Count(Severity.Medium)} medium, {report.Count(Severity.Low)} low, 7 suppressed, 8 resolved; 1 gap.", text.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void One_finding_in_full_says_who_accepted_it()
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new TextReport(TextConsole.Create(writer, isTerminal: false)).WriteOne(Remembered().Findings.First(finding => finding.Status == FindingStatus.Suppressed));
        Assert.Contains("  by payroll until 2027-01-31: known", writer.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_has_a_task_there_is_no_table_without_columns()
    {
        Assert.Contains("Who can do what", Write(Acme.Value), StringComparison.Ordinal);
        var report = Acme.Value with { Principals = [.. Acme.Value.Principals.Select(listed => listed with { Assessed = listed.Assessed with { Tasks = [] } })] };
        Assert.DoesNotContain("Who can do what", Write(report), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(61, "BCA303: 1 more finding; --format json has it")]
    [InlineData(62, "BCA303: 2 more findings; --format json has them all")]
    public void What_does_not_fit_is_counted(int findings, string line)
    {
        // Each takes two lines of 120.
        var low = Acme.Value.Findings.First(finding => finding is { Rule: "BCA303", Severity: Severity.Low });
        Assert.Contains(line, Write(Acme.Value with { Findings = [.. Enumerable.Repeat(low, findings)] }).Split('\n'));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;

    private static string Write(AuditReport report)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        new TextReport(TextConsole.Create(writer, isTerminal: false)).Write(report, initLine: null);
        return writer.ToString();
    }

    private static AuditReport Remembered() => Acme.Value with
    {
        Findings = [.. Acme.Value.Findings.Select((finding, index) => finding with
        {
            Status = (FindingStatus)(index % 5),
            Suppressions = index % 5 == (int)FindingStatus.Suppressed
                ? [new Suppression { Id = finding.Id, Owner = "payroll", Reason = "known", Expires = new DateOnly(2027, 1, 31) }]
                : [],
        })],
        History = [new RunSummary(AsOf.AddDays(-1), 3, 2, 1, 5, 4, 6, 5)],
    };

    private static AuditReport Run()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme");
        var configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(sample, "auditor.json"))).Configuration;
        var options = new AuditOptions { AsOf = AsOf, ToolVersion = "0.1.0", Configuration = configuration, ConfigurationName = "auditor.json" };
        return AuditRun.Run(SnapshotReader.Open(sample), options, null, CancellationToken.None);
    }
}
