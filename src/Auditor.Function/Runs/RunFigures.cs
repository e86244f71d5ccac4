using Auditor.Function.Telemetry;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;

namespace Auditor.Function.Runs;

/// <summary>What is measured of a run that has ended.</summary>
internal static class RunFigures
{
    public static (string Name, MetricUnit Unit, double Value)[] Of(RunRecord run, AuditReport report, RunStatus status, DateTimeOffset endedAt) =>
    [
        ("AuditCompleted", MetricUnit.Count, status == RunStatus.Failed ? 0 : 1),
        ("AccountsExpected", MetricUnit.Count, report.AccountsExpected),
        ("AccountsRead", MetricUnit.Count, report.AccountsRead),
        ("AccountsFailed", MetricUnit.Count, Failed(run, report)),
        ("PrincipalsRead", MetricUnit.Count, report.PrincipalsRead),
        ("FindingsHigh", MetricUnit.Count, report.Count(Severity.High)),
        ("FindingsMedium", MetricUnit.Count, report.Count(Severity.Medium)),
        ("FindingsLow", MetricUnit.Count, report.Count(Severity.Low)),
        ("Gaps", MetricUnit.Count, report.Gaps.Length),
        ("AuditDuration", MetricUnit.Seconds, (endedAt - run.StartedAt).TotalSeconds),
    ];

    /// <summary>Accounts that should have been read; those that nobody asked for did not fail.</summary>
    private static int Failed(RunRecord run, AuditReport report) =>
        Math.Max(0, (run.Request.Accounts.IsEmpty ? report.AccountsExpected : run.Request.Accounts.Length) - report.AccountsRead);
}
