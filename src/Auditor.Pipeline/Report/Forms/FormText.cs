using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>What several forms say in the same words.</summary>
internal static class FormText
{
    /// <summary>Foreign text as one line without anything that cannot be seen, and not longer than a form allows.</summary>
    public static string Line(string text, int length) => PlainText.Of(PlainText.Shorten(text, length));

    /// <summary>Why nobody need do anything about a finding; empty unless it is suppressed.</summary>
    public static string Acceptance(Finding finding) =>
        finding.Status != FindingStatus.Suppressed ? "" : string.Join("; ", finding.Suppressions.Select(Acceptance));

    public static string Acceptance(Suppression suppression) => $"accepted by {suppression.Owner} until {Day(suppression.Expires)}: {suppression.Reason}";

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    /// <summary>Where a gap is and what is wrong.</summary>
    public static string Of(Collect.Gap gap) =>
        (gap.Account is null ? "" : $"account {gap.Account}") + (gap.Account is null || gap.What == gap.Account ? "" : ", ")
        + (gap.What == gap.Account ? "" : gap.What) + ": " + gap.Error
        + (gap.Permission is null ? "" : $" (missing permission: {gap.Permission})");

    /// <summary>When it was first and last seen.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last) Seen(AuditReport report, Finding finding) =>
        (finding.FirstSeen ?? report.GeneratedAt, finding.LastSeen ?? report.GeneratedAt);
}
