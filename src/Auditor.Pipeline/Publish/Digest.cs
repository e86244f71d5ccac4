using System.Collections.Immutable;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>What is told about a run: the report without its principals and access classes, and where the report is kept.</summary>
public sealed record Digest
{
    private const string CoverageRule = "BCA901";

    /// <summary>The report that it is made of.</summary>
    public required AuditReport Report { get; init; }

    /// <summary>The run's name, see <see cref="Publish.RunId"/>.</summary>
    public required string RunId { get; init; }

    /// <summary>Where the whole report is kept.</summary>
    public required string ReportUri { get; init; }

    /// <summary>The findings to tell, the most severe first: those of the run that are not known already.</summary>
    public required ImmutableArray<Finding> Findings { get; init; }

    /// <summary>How the run ended. Findings about gaps are gaps here.</summary>
    public RunStatus Status => this switch
    {
        { Report.AccountsRead: 0 } => RunStatus.Failed,
        _ when Findings.Any(finding => finding.Rule != CoverageRule) => RunStatus.Findings,
        _ => Report.Gaps.IsEmpty ? RunStatus.Clean : RunStatus.Partial,
    };

    /// <summary>The highest severity of its findings, or null if there are none.</summary>
    public Severity? HighestSeverity => Findings.IsEmpty ? null : Findings.Max(finding => finding.Severity);

    /// <summary>The digest of a run.</summary>
    public static Digest Of(AuditReport report, string runId, string reportUri)
    {
        ArgumentNullException.ThrowIfNull(report);
        // Nothing is remembered between runs yet, so every finding is news.
        return new Digest { Report = report, RunId = runId, ReportUri = reportUri, Findings = report.Findings };
    }

    /// <summary>How many findings have a severity.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.Severity == severity);
}
