using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;

namespace Auditor.EndToEnd.Tests;

/// <summary>What tests ask a report.</summary>
internal static class ReportQuestions
{
    /// <summary>The rules that found something, each once.</summary>
    public static string[] Rules(this AuditReport report) =>
        [.. report.Findings.Select(finding => finding.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The only finding of a rule.</summary>
    public static Finding Only(this AuditReport report, string rule) => Assert.Single(report.Findings, finding => finding.Rule == rule);

    /// <summary>A role with its verdicts.</summary>
    public static AssessedPrincipal Role(this AuditReport report, string name) =>
        Assert.Single(report.Principals, listed => listed.Assessed.Principal.Name == name).Assessed;

    /// <summary>The verdict on a task.</summary>
    public static Verdict Task(this AssessedPrincipal assessed, string task) =>
        Assert.Single(assessed.Tasks, candidate => candidate.Task.Id == task).Verdict;

    /// <summary>How many of the Billing Conductor actions it holds.</summary>
    public static int HeldCount(this AssessedPrincipal assessed) => assessed.Access.Count(verdict => verdict.Verdict.IsHeld());
}
