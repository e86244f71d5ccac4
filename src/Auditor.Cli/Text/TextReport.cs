using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate.PrincipalPolicy;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>The report for people: who can do what, then what is wrong, the worst first, on 80 columns.</summary>
internal sealed class TextReport(IAnsiConsole console)
{
    /// <summary>The findings may take this many lines; what does not fit is counted by rule.</summary>
    private const int MostFindingLines = 120;

    private const int Width = 80;
    private const int MostLinesOfOne = 4;

    /// <summary>Gaps and notes may take this many lines each.</summary>
    private const int MostGapLines = 8;

    public void Write(AuditReport report, string? initLine)
    {
        WriteHead(report);
        if (report.WhatIf is { } whatIf)
        {
            // What would be the same is of no interest here; --format json has the whole report.
            foreach (var line in whatIf.Supposed)
                Line(Printable.Of("What if: " + line), "bold");
            console.WriteLine();
            new ComparisonText(console).Write(whatIf.Comparison);
            WriteGaps(report);
            return;
        }

        new FirstAnswersText(console).Write(report);
        new AccessTable(console).Write(report);
        WriteFindings(report);
        new ResolvedText(console).Write(report);
        WriteGaps(report);
        WriteNotes(report);
        WriteEnd(report, initLine);
    }

    /// <summary>Everything about one finding.</summary>
    public void WriteOne(Finding finding)
    {
        var text = new FindingText(console);
        text.WriteFull(finding);
    }

    private void WriteHead(AuditReport report)
    {
        Line($"Billing Conductor access audit, {report.GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC", "bold");
        Line($"{Count(report.Administrators, "administrator")} can do everything, {report.AdministratorsInPayer} of them in the payer.");
        var payer = report.ManagementAccount is { } account ? $"payer {account}" : "payer unknown";
        Line($"{Count(report.AccountsRead, "account")} of {report.AccountsExpected} read, {payer}; "
            + $"{Count(report.PrincipalsRead, "principal")} read, {report.Principals.Length} listed"
            + (report.Configuration is null ? ", no configuration." : $", configuration {Printable.Of(report.Configuration)}."));
        if (report.BroadGrantsInMemberAccounts > 0)
            Line($"{Count(report.BroadGrantsInMemberAccounts, "principal")} in member accounts {(report.BroadGrantsInMemberAccounts == 1 ? "holds" : "hold")} broad grants that are of no use there.");
        if (SimulatorLine(report.Simulator) is { } simulator)
            Line(simulator);
        console.WriteLine();
    }

    private static string? SimulatorLine(SimulatorSummary simulator) => simulator.Mode == SimulatorMode.Embedded ? null
        : $"AWS's simulator {(simulator.Mode == SimulatorMode.Aws ? "decides" : "is the witness")} for {simulator.PrincipalsAnswered} of {Count(simulator.PrincipalsAsked, "principal")}; "
            + $"{Count(simulator.DecisionsCompared, "decision")} compared with the embedded engine's, {simulator.DecisionsDiffering} differ.";

    private void WriteFindings(AuditReport report)
    {
        var active = report.Findings.Where(finding => finding.IsActive).ToArray();
        if (active.Length == 0)
        {
            Line("No findings.");
            console.WriteLine();
            return;
        }

        var text = new FindingText(console);
        var left = MostFindingLines;
        var omitted = new List<Finding>();
        foreach (var finding in active)
        {
            var needed = FindingText.LinesOf(finding);
            if (needed > left)
            {
                omitted.Add(finding);
                continue;
            }

            left -= needed;
            text.WriteShort(finding, withStatus: !report.History.IsEmpty);
        }

        foreach (var (rule, count) in omitted.CountBy(finding => finding.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).Take(16))
            Line($"{rule}: {Count(count, "more finding")}; --format json has {(count == 1 ? "it" : "them all")}");
        console.WriteLine();
    }

    private void WriteGaps(AuditReport report)
    {
        if (report.Gaps.IsEmpty)
            return;
        Line("Could not be read:", "bold");
        foreach (var gap in report.Gaps.Take(MostGapLines))
        {
            // The place first: of a long message it is what a reader needs.
            var place = gap.Line is { } line ? $"{gap.File}, line {line}: " : gap.File is null ? "" : gap.File + ": ";
            var what = gap.What == gap.File ? "" : gap.What + ": ";
            Line(Printable.Of($"  {place}{what}{gap.Error}"));
        }

        if (report.Gaps.Length > MostGapLines)
            Line($"  and {report.Gaps.Length - MostGapLines} more; --format json has them all");
        console.WriteLine();
    }

    private void WriteNotes(AuditReport report)
    {
        foreach (var note in report.Notes.Take(MostGapLines))
            Line(Printable.Shorten(Printable.Of("Note: " + note), 158));
        if (report.Notes.Length > MostGapLines)
            Line($"and {Count(report.Notes.Length - MostGapLines, "more note")}; --format json has them all");
        if (!report.Notes.IsEmpty)
            console.WriteLine();
    }

    private void WriteEnd(AuditReport report, string? initLine)
    {
        var (suppressed, resolved) = (report.Count(FindingStatus.Suppressed), report.Count(FindingStatus.Resolved));
        Line($"{Count(report.Findings.Length - suppressed - resolved, "finding")}: {report.Count(Severity.High)} high, {report.Count(Severity.Medium)} medium, "
            + $"{report.Count(Severity.Low)} low"
            + (suppressed > 0 ? $", {suppressed} suppressed" : "") + (resolved > 0 ? $", {resolved} resolved" : "")
            + $"; {Count(report.Gaps.Length, "gap")}.", "bold");
        if (initLine is null)
            return;
        Line(report.ManagementAccount is null ? "To say who should be able to do what (PAYER is the payer's account id):" : "To say who should be able to do what:");
        // As it is: a command that is broken over lines cannot be copied.
        console.Profile.Out.Writer.WriteLine("  " + initLine);
    }

    private static string Count(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";

    private void Line(string text, string style = "default")
    {
        foreach (var line in Printable.Wrap(Printable.Of(text), Width, MostLinesOfOne))
            console.MarkupLine($"[{style}]{Markup.Escape(line)}[/]");
    }
}
