using System.Collections.Immutable;
using System.Text;

namespace Auditor.Pipeline.Report.Html;

/// <summary>Which listed principals a page has room for: those of findings and of the payer first.</summary>
internal sealed class PrincipalChoice
{
    /// <summary>Numbers of a row, with their commas.</summary>
    private const int RowBytes = 30;

    private PrincipalChoice(ImmutableArray<ListedPrincipal> chosen) => Chosen = chosen;

    /// <summary>In the report's order.</summary>
    public ImmutableArray<ListedPrincipal> Chosen { get; }

    public static PrincipalChoice Of(AuditReport report, int mostBytes)
    {
        var found = report.Findings.SelectMany(finding => finding.Principals).Select(principal => principal.Arn).ToHashSet(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var left = mostBytes;
        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var arn in report.Principals.OrderBy(listed => RankOf(listed, found)).ThenBy(listed => listed.Assessed.Principal.Arn, StringComparer.Ordinal)
            .Select(listed => listed.Assessed.Principal.Arn))
        {
            left -= RowBytes + (names.Add(NameOf(arn)) ? Encoding.UTF8.GetByteCount(NameOf(arn)) + 3 : 0);
            if (left < 0)
                break;
            chosen.Add(arn);
        }

        return new PrincipalChoice([.. report.Principals.Where(listed => chosen.Contains(listed.Assessed.Principal.Arn))]);
    }

    /// <summary>What stands behind the last slash.</summary>
    public static string NameOf(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static int RankOf(ListedPrincipal listed, HashSet<string> found) =>
        found.Contains(listed.Assessed.Principal.Arn) ? 0 : listed.Assessed.InPayer != false ? 1 : listed.Assessed.IsAssigned ? 2 : 3;
}
