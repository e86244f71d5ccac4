using System.Text;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Report.Html;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>The audit of samples/acme, and pages made of reports.</summary>
internal static class SampleAudit
{
    public static DateTimeOffset AsOf { get; } = new(2026, 11, 24, 0, 0, 0, TimeSpan.Zero);

    private static readonly Lazy<AuditReport> Audited = new(Audit);

    public static AuditReport Acme() => Audited.Value;

    private static AuditReport Audit()
    {
        var sample = Path.Combine(Repository.Root, "samples", "acme");
        var options = new AuditOptions
        {
            AsOf = AsOf,
            ToolVersion = "0.1.0",
            Configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(sample, "auditor.json")), ProfileCatalog.Default).Configuration!,
            ConfigurationName = "auditor.json",
        };
        return AuditRun.Run(SnapshotReader.Open(sample), options, null, CancellationToken.None);
    }

    /// <summary>The same as it is after some runs: findings in every state of their life, and a trend.</summary>
    public static AuditReport AcmeWithHistory()
    {
        var report = Acme();
        var statuses = FindingStatusWords.All;
        var suppression = new Suppression { Rule = "BCA402", Owner = "finops@example.com", Reason = "goes with the migration", Expires = new DateOnly(2026, 12, 1) };
        return report with
        {
            Findings =
            [
                .. report.Findings.Select((finding, index) => finding with
                {
                    Status = statuses[index % statuses.Count],
                    FirstSeen = AsOf.AddDays(-index),
                    Suppressions = statuses[index % statuses.Count] == FindingStatus.Suppressed ? [suppression] : [],
                }),
            ],
            ExpiringSuppressions = [new ExpiringSuppression(suppression, [report.Findings[3].Id], IsAnnounced: false)],
            History = [.. Enumerable.Range(1, 6).Select(run => new RunSummary(AsOf.AddDays(7 * (run - 7)), 14 - run, 20 - run, 9 + (run % 3), 12, 8 + (run % 2), 6, 5))],
        };
    }

    public static string Page(AuditReport report)
    {
        using var output = new MemoryStream();
        HtmlReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }
}
