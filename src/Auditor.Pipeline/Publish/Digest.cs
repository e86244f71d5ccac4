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

    /// <summary>The owner whom it is for; null for the organization as a whole.</summary>
    public string? Owner { get; init; }

    /// <summary>How the run ended. Findings about gaps are gaps here.</summary>
    public RunStatus Status => this switch
    {
        { Report.AccountsRead: 0 } => RunStatus.Failed,
        _ when Report.Findings.Any(finding => finding.IsActive && finding.Rule != CoverageRule) => RunStatus.Findings,
        _ => Report.Gaps.IsEmpty ? RunStatus.Clean : RunStatus.Partial,
    };

    /// <summary>Suppressions that end soon, of which nobody was told yet.</summary>
    public ImmutableArray<ExpiringSuppression> Expiring => [.. Report.ExpiringSuppressions.Where(expiring => !expiring.IsAnnounced)];

    /// <summary>How many gaps the run before did not have.</summary>
    public int NewGaps => Report.Gaps.Count(gap => gap.Since is null);

    /// <summary>True if there is something that the run before did not tell.</summary>
    public bool HasNews => !Findings.IsEmpty || !Expiring.IsEmpty || NewGaps > 0 || Report.AccountsRead == 0;

    /// <summary>The highest severity of its findings that somebody should do something about, or null if there are none.</summary>
    public Severity? HighestSeverity => Findings.Where(finding => finding.IsActive).Select(finding => (Severity?)finding.Severity).Max();

    /// <summary>The digest of a run: what it has to tell that the run before did not.</summary>
    public static Digest Of(AuditReport report, string runId, string reportUri)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new Digest { Report = report, RunId = runId, ReportUri = reportUri, Findings = [.. report.Findings.Where(finding => finding.IsNews)] };
    }

    /// <summary>How many findings to tell have a severity; resolved ones do not count.</summary>
    public int Count(Severity severity) => Findings.Count(finding => finding.IsActive && finding.Severity == severity);

    /// <summary>How many findings to tell have a status.</summary>
    public int Count(FindingStatus status) => Findings.Count(finding => finding.Status == status);
}
