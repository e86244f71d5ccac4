using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report;

/// <summary>What one run counted; a point of the trend.</summary>
/// <param name="GeneratedAt">The moment for which it spoke.</param>
/// <param name="High">Findings of high severity that were neither suppressed nor resolved.</param>
/// <param name="Medium">Likewise of medium severity.</param>
/// <param name="Low">Likewise of low severity.</param>
/// <param name="CanChangeMoney">How many principals can change money, administrators aside, see <see cref="WhoCan.ChangeMoney"/>.</param>
/// <param name="CanSeeMargins">How many can see margins, administrators aside.</param>
/// <param name="AccountsExpected">How many accounts there were.</param>
/// <param name="AccountsRead">How many of them were read.</param>
public sealed record RunSummary(DateTimeOffset GeneratedAt, int High, int Medium, int Low, int CanChangeMoney, int CanSeeMargins, int AccountsExpected, int AccountsRead)
{
    /// <summary>The counts of a report.</summary>
    public static RunSummary Of(AuditReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new RunSummary(
            report.GeneratedAt,
            report.Count(Severity.High),
            report.Count(Severity.Medium),
            report.Count(Severity.Low),
            WhoCan.ChangeMoney(report).Certain.Length,
            WhoCan.SeeMargins(report).Certain.Length,
            report.AccountsExpected,
            report.AccountsRead);
    }
}
