using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>One row a finding, for security.</summary>
public static class CsvFindings
{
    private const int MostPrincipals = 100;
    private const int LongestField = 8_000;

    /// <summary>Writes the rows below a row of names.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = CsvText.WriterTo(output, withMark: false);
        CsvText.WriteRow(
            writer,
            "id", "rule", "severity", "status", "firstSeen", "lastSeen", "account", "subjectKind", "subject", "matter", "title", "explanation", "principalCount", "principals", "actions",
            "owners", "suppressedBy", "suppressedBecause", "suppressedUntil", "help");
        foreach (var finding in report.Findings)
            WriteRow(writer, report, finding);
    }

    private static void WriteRow(StreamWriter writer, AuditReport report, Finding finding)
    {
        var draft = finding.Draft;
        // One principal's suppression accepts nothing of what remains.
        ImmutableArray<Suppression> accepted = finding.Status == FindingStatus.Suppressed ? finding.Suppressions : [];
        var (first, last) = FormText.Seen(report, finding);
        CsvText.WriteRow(
            writer,
            finding.Id,
            finding.Rule,
            finding.Severity.Word(),
            finding.Status.Word(),
            JsonForm.Moment(first),
            JsonForm.Moment(last),
            draft.Account ?? "",
            draft.Subject.Kind,
            Shorten(draft.Subject.DisplayId),
            Shorten(draft.Matter),
            Shorten(draft.Title),
            Shorten(draft.Explanation),
            finding.Principals.Length.ToString(CultureInfo.InvariantCulture),
            Principals(finding.Principals),
            Shorten(CsvText.Joined(draft.Actions)),
            Shorten(CsvText.Joined(finding.Principals.Select(principal => principal.Owner).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))),
            Joined(accepted, suppression => suppression.Owner),
            Joined(accepted, suppression => suppression.Reason),
            Joined(accepted, suppression => FormText.Day(suppression.Expires)),
            RulePage.Of(finding.Rule).Path);
    }

    private static string Principals(ImmutableArray<FindingPrincipal> principals)
    {
        var some = CsvText.Joined(principals.Take(MostPrincipals).Select(principal => principal.Arn));
        return principals.Length <= MostPrincipals
            ? Shorten(some)
            : Shorten(some) + string.Create(CultureInfo.InvariantCulture, $"; and {principals.Length - MostPrincipals} more");
    }

    private static string Joined(ImmutableArray<Suppression> suppressions, Func<Suppression, string> what) => Shorten(CsvText.Joined(suppressions.Select(what)));

    /// <summary>A cell of Excel holds 32,767 characters.</summary>
    private static string Shorten(string text) => PlainText.Shorten(text, LongestField);
}
