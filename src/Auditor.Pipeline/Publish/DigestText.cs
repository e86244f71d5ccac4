using System.Globalization;
using System.Text;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>A digest for people, as plain text: first what matters, then the worst findings, what could not be read, and where the report is.</summary>
internal static class DigestText
{
    private const int MostFindings = 25;
    private const int MostGaps = 15;
    private const int LongestTitle = 200;
    private const int LongestExplanation = 500;
    private const int LongestLine = 300;
    private const string Indent = "       ";

    public static string Of(Digest digest, DigestDetail detail)
    {
        var text = new StringBuilder();
        text.Append(Heading(digest.Report)).Append(digest.Owner is { } owner ? ", for " + Line(owner) : "").Append("\n\n");
        foreach (var line in DigestWords.WhatMatters(digest, PlainText.Of))
            text.Append(line).Append('\n');
        WriteFindings(text, digest);
        WriteExpiring(text, digest);
        WriteGaps(text, digest.Report);
        text.Append("\nThe whole report: ").Append(PlainText.Of(digest.ReportUri)).Append('\n');
        if (detail != DigestDetail.Everything)
            text.Append(DigestWords.LeftOut(digest, detail)).Append('\n');
        text.Append("Run ").Append(digest.RunId).Append('\n');
        return text.ToString();
    }

    private static string Heading(AuditReport report)
    {
        var payer = report.ManagementAccount is { } account ? "payer " + Line(account) : "payer unknown";
        return string.Create(CultureInfo.InvariantCulture, $"Billing Conductor access audit, {report.GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC, {payer}");
    }

    private static void WriteFindings(StringBuilder text, Digest digest)
    {
        var (shown, folded) = NewsWords.Fold(digest.Findings);
        foreach (var finding in shown.Take(MostFindings))
        {
            var news = NewsWords.About(finding);
            text.Append('\n').Append(Label(finding.Severity)).Append(' ').Append(finding.Rule).Append(' ')
                .Append(news.Length == 0 ? "" : $"[{news}] ")
                .Append(PlainText.Of(PlainText.Shorten(finding.Draft.Title, LongestTitle))).Append('\n')
                .Append(Indent).Append(PlainText.Of(PlainText.Shorten(finding.Draft.Explanation, LongestExplanation))).Append('\n')
                .Append(Indent).Append(Line(DigestWords.Names(finding))).Append(" · ").Append(finding.Id).Append('\n');
        }

        foreach (var (rule, count) in folded)
            text.Append('\n').Append(rule).Append(": ").Append(DigestWords.Count(count, "more finding")).Append(" of this rule in the report.\n");
        if (shown.Length > MostFindings)
            text.Append('\n').Append(DigestWords.Count(shown.Length - MostFindings, "more finding")).Append(" in the report.\n");
    }

    private static void WriteExpiring(StringBuilder text, Digest digest)
    {
        foreach (var expiring in digest.Expiring.Take(MostGaps))
        {
            text.Append('\n').Append(Line(string.Create(
                CultureInfo.InvariantCulture,
                $"The suppression of {string.Join(", ", expiring.Findings.Take(5))} by {expiring.Suppression.Owner} ends on {expiring.Suppression.Expires:yyyy-MM-dd}: {expiring.Suppression.Reason}"))).Append('\n');
        }
    }

    private static void WriteGaps(StringBuilder text, AuditReport report)
    {
        if (report.Gaps.IsEmpty)
            return;
        text.Append("\nCould not be read:\n");
        foreach (var gap in report.Gaps.Take(MostGaps))
            text.Append("  ").Append(Line(Describe(gap))).Append('\n');
        if (report.Gaps.Length > MostGaps)
            text.Append("  and ").Append(DigestWords.Count(report.Gaps.Length - MostGaps, "more gap")).Append(" in the report\n");
    }

    private static string Describe(Gap gap) =>
        (gap.Account is null ? "" : $"account {gap.Account}, ")
        + gap.What + ": " + gap.Error
        + (gap.Permission is null ? "" : $" (missing permission: {gap.Permission})");

    private static string Line(string text) => PlainText.Of(PlainText.Shorten(text, LongestLine));

    private static string Label(Severity severity) => severity switch
    {
        Severity.High => "HIGH  ",
        Severity.Medium => "MEDIUM",
        _ => "LOW   ",
    };
}
