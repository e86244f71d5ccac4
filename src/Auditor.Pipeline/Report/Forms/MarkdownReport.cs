using System.Globalization;
using System.Text;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>The report as Markdown, for pull requests, wikis and tickets: the first answers, a table of findings, a section for each, gaps and notes.</summary>
public static class MarkdownReport
{
    private const int LongestTitle = 300;
    private const int LongestLine = 1_000;

    /// <summary>Writes the report.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        WriteHead(writer, report);
        WriteTable(writer, report);
        foreach (var finding in report.Findings)
            MarkdownFinding.Write(writer, report, finding);
        WriteList(writer, "Could not be read", report.Gaps.Select(gap => FormText.Of(gap) + Place(gap)));
        WriteList(writer, "Suppressions that end soon", report.ExpiringSuppressions.Select(
            expiring => $"{FormText.Acceptance(expiring.Suppression)} ({string.Join(", ", expiring.Findings)})"));
        WriteList(writer, "Notes", report.Notes);
    }

    private static void WriteHead(StreamWriter writer, AuditReport report)
    {
        writer.WriteLine("# Billing Conductor access audit");
        writer.WriteLine();
        writer.WriteLine(string.Join(" · ", Facts(report)));
        writer.WriteLine();
        foreach (var supposed in report.WhatIf?.Supposed ?? [])
            writer.WriteLine($"**What if:** {MarkdownText.Of(supposed, LongestLine)}\n");
        writer.WriteLine("| Question | Answer |\n|---|---|");
        foreach (var (question, answer) in FirstAnswers.Of(report, MarkdownText.Of))
            writer.WriteLine($"| {question} | {answer} |");
        writer.WriteLine();
    }

    private static IEnumerable<string> Facts(AuditReport report) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{report.GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC"),
        report.ManagementAccount is { } payer ? "payer " + MarkdownText.Of(payer) : "payer unknown",
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.AccountsRead} of {FormText.Count(report.AccountsExpected, "account")} and {FormText.Count(report.PrincipalsRead, "principal")} read"),
        report.Configuration is { } name ? "configuration " + MarkdownText.Of(name) : "no configuration",
        "auditor " + MarkdownText.Of(report.ToolVersion),
        string.Create(CultureInfo.InvariantCulture, $"{FormText.Count(report.Administrators, "administrator")} can do everything, {report.AdministratorsInPayer} of them in the payer"),
        .. report.BroadGrantsInMemberAccounts == 0 ? (string[])[] : [$"{FormText.Count(report.BroadGrantsInMemberAccounts, "principal")} in member accounts {(report.BroadGrantsInMemberAccounts == 1 ? "holds" : "hold")} broad grants that are of no use there"],
    ];

    private static void WriteTable(StreamWriter writer, AuditReport report)
    {
        writer.WriteLine("## Findings\n");
        var active = FormText.Count(report.Findings.Count(finding => finding.IsActive), "finding");
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{active} to act on: {report.Count(Severity.High)} high, {report.Count(Severity.Medium)} medium, {report.Count(Severity.Low)} low. "
            + $"Besides: {report.Count(FindingStatus.Suppressed)} suppressed, {report.Count(FindingStatus.Resolved)} resolved."));
        writer.WriteLine();
        if (report.Findings.IsEmpty)
            return;
        writer.WriteLine("| Severity | Status | Finding | What | Principals |\n|---|---|---|---|---|");
        foreach (var finding in report.Findings)
            writer.WriteLine(Row(finding));
        writer.WriteLine();
    }

    private static string Row(Finding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {finding.Severity.Word()} | {finding.Status.Word()} | [{MarkdownText.Of(finding.Id)}](#{finding.Id.ToLowerInvariant()}) "
        + $"| {MarkdownText.Of(finding.Draft.Title, LongestTitle)} | {finding.Principals.Length} |");

    private static void WriteList(StreamWriter writer, string heading, IEnumerable<string> lines)
    {
        var isEmpty = true;
        foreach (var line in lines)
        {
            if (isEmpty)
                writer.WriteLine($"## {heading}\n");
            isEmpty = false;
            writer.WriteLine("- " + MarkdownText.Block(line, LongestLine));
        }

        if (!isEmpty)
            writer.WriteLine();
    }

    private static string Place(Collect.Gap gap) => gap switch
    {
        { File: null } => "",
        { Line: { } line } => string.Create(CultureInfo.InvariantCulture, $" ({gap.File}, line {line})"),
        _ => $" ({gap.File})",
    };
}
