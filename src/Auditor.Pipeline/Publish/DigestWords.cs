using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Publish;

/// <summary>The sentences that every form of a digest for people begins with.</summary>
internal static class DigestWords
{
    private const int MostNames = 5;
    private const int LongestName = 64;

    /// <summary>How bad it is, who can change money, and what could not be read.</summary>
    /// <param name="digest">What to tell.</param>
    /// <param name="show">Makes a foreign name safe to show where the sentences go.</param>
    public static ImmutableArray<string> WhatMatters(Digest digest, Func<string, string> show) =>
    [
        .. digest.Report.History.IsEmpty ? [] : (string[])[Changes(digest)],
        Findings(digest),
        // Who else can do what is no business of one owner.
        .. digest.Owner is null ? [.. Money(digest.Report, show), Coverage(digest.Report)] : (string[])["Of the principals that you answer for."],
    ];

    /// <summary>All findings that somebody should do something about, new or not, by severity.</summary>
    public static string Findings(Digest digest)
    {
        var report = digest.Report;
        return !report.Findings.Any(finding => finding.IsActive)
            ? "No findings."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Count(report.Count(Severity.High), "finding")} of high severity, {report.Count(Severity.Medium)} medium, {report.Count(Severity.Low)} low.");
    }

    private static string Changes(Digest digest) => string.Create(
        CultureInfo.InvariantCulture,
        $"Since {digest.Report.History[^1].GeneratedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {NewsWords.Changes(digest)}.");

    /// <summary>What of the report was read.</summary>
    public static string Coverage(AuditReport report)
    {
        if (report.AccountsRead == 0)
            return "No account could be read: this run says nothing about anybody.";
        var unread = Math.Max(0, report.AccountsExpected - report.AccountsRead);
        if (report.Gaps.IsEmpty && unread == 0)
            return $"Everything could be read: {Count(report.AccountsRead, "account")}, {Count(report.PrincipalsRead, "principal")}.";
        var accounts = unread == 0 ? "no whole account" : string.Create(CultureInfo.InvariantCulture, $"{unread} of {Count(report.AccountsExpected, "account")}");
        return $"Could not be read: {accounts}; {Count(report.Gaps.Length, "gap")} in all, so what is not reported may still be there.";
    }

    /// <summary>What the message to machines does not carry.</summary>
    public static string LeftOut(Digest digest, DigestDetail detail)
    {
        var findings = Count(digest.Findings.Length, "finding");
        var what = detail == DigestDetail.WithoutFindings ? findings : $"{findings}, {Count(digest.Report.Gaps.Length, "gap")} and {Count(digest.Report.Notes.Length, "note")}";
        return $"The message to queues and functions was too large for {what}; the report has them.";
    }

    /// <summary>Whom a finding concerns, or what it is about.</summary>
    public static string Names(Finding finding) => finding.Principals.IsEmpty
        ? finding.Draft.Subject.DisplayId
        : Names([.. finding.Principals.Select(principal => principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]).Distinct(StringComparer.Ordinal)], finding.Principals.Length, PlainText.Of);

    public static string Count(int count, string noun) => string.Create(CultureInfo.InvariantCulture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static IEnumerable<string> Money(AuditReport report, Func<string, string> show)
    {
        var money = WhoCan.ChangeMoney(report);
        var besides = report.Administrators == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", besides {Count(report.Administrators, "administrator")} ({report.AdministratorsInPayer} in the payer)");
        yield return $"Who can change money: {Count(money.Certain.Length, "principal")}{besides}{Listed(money.Certain, show)}.";
        if (!money.Conditional.IsEmpty)
            yield return $"Under conditions that nobody can judge beforehand: {Count(money.Conditional.Length, "more principal")}{Listed(money.Conditional, show)}.";
        if (!money.Unknown.IsEmpty)
            yield return $"Could not tell, because something was not readable: {Count(money.Unknown.Length, "more principal")}{Listed(money.Unknown, show)}.";
    }

    private static string Listed(ImmutableArray<Principal> principals, Func<string, string> show) =>
        principals.IsEmpty ? "" : ": " + Names([.. principals.Select(principal => principal.DisplayName).Distinct(StringComparer.Ordinal)], principals.Length, show);

    /// <summary>Some names; several principals may share one, in different paths or accounts.</summary>
    private static string Names(ImmutableArray<string> names, int principals, Func<string, string> show)
    {
        var shown = Math.Min(names.Length, MostNames);
        var some = string.Join(", ", names.Take(MostNames).Select(name => show(PlainText.Shorten(name, LongestName))));
        return principals > shown ? string.Create(CultureInfo.InvariantCulture, $"{some} and {principals - shown} more") : some;
    }
}
