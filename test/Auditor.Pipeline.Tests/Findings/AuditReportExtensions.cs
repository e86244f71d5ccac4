using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Findings;

/// <summary>Short questions to a report.</summary>
internal static class AuditReportExtensions
{
    /// <summary>The findings of a rule.</summary>
    public static Finding[] Of(this AuditReport report, string rule) => [.. report.Findings.Where(finding => finding.Rule == rule)];

    /// <summary>The rule's only finding.</summary>
    public static Finding Only(this AuditReport report, string rule) => Assert.Single(report.Of(rule));

    /// <summary>The matters of a rule's findings, in ordinal order.</summary>
    public static string[] Matters(this AuditReport report, string rule) =>
        [.. report.Of(rule).Select(finding => finding.Draft.Matter).Order(StringComparer.Ordinal)];

    /// <summary>The names of the principals of a finding, without path and account.</summary>
    public static string[] Names(this Finding finding) =>
        [.. finding.Principals.Select(principal => principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..])];
}
