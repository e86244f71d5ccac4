using Auditor.Engine.Catalog;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>One row a principal and capability, for finance: who may change money, who sees margins, and which tasks each can do.</summary>
public static class CsvAccess
{
    private const int LongestField = 8_000;

    /// <summary>Writes the rows below a row of names.</summary>
    public static void Write(AuditReport report, Stream output)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = CsvText.WriterTo(output, withMark: true);
        CsvText.WriteRow(writer, "principal", "name", "account", "kind", "permissionSet", "owner", "profiles", "administrator", "capability", "meaning", "verdict", "assigned");
        var owners = Owners(report);
        foreach (var listed in report.Principals)
            WriteRows(writer, listed.Assessed, owners.GetValueOrDefault(listed.Assessed.Principal.Arn, ""));
    }

    private static void WriteRows(StreamWriter writer, AssessedPrincipal assessed, string owner)
    {
        WriteRow(writer, assessed, owner, "change-money", "change what customers are billed", Highest(assessed, action => action.AccessLevel == AccessLevel.Write), "");
        WriteRow(writer, assessed, owner, "see-margins", "see costs and the margin between them", Highest(assessed, action => action.IsReportAction), "");
        foreach (var task in assessed.Tasks)
            WriteRow(writer, assessed, owner, task.Task.Id, task.Task.Title, task.Verdict, task.IsAssigned ? "yes" : "no");
    }

    private static void WriteRow(StreamWriter writer, AssessedPrincipal assessed, string owner, string capability, string meaning, Verdict verdict, string assigned)
    {
        var principal = assessed.Principal;
        CsvText.WriteRow(
            writer,
            Shorten(principal.Arn),
            Shorten(principal.Name),
            principal.Account,
            JsonForm.Word(principal.Kind),
            Shorten(principal.PermissionSet ?? ""),
            Shorten(owner),
            Shorten(CsvText.Joined(assessed.Expectation.ProfileIds)),
            assessed.IsAdministrator ? "yes" : "no",
            capability,
            meaning,
            verdict.Word(),
            assigned);
    }

    /// <summary>Billing Conductor answers in the payer only, whatever a member account's policies say.</summary>
    private static Verdict Highest(AssessedPrincipal assessed, Func<CatalogAction, bool> isAbout) =>
        assessed.InPayer == false ? Verdict.None : ActionMask.Actions.Where(isAbout).Max(action => assessed.AccessTo(action).Verdict);

    /// <summary>Owners are told with findings; of a principal that stands in none, nobody is known.</summary>
    private static Dictionary<string, string> Owners(AuditReport report)
    {
        var owners = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var principal in report.Findings.SelectMany(finding => finding.Principals))
        {
            if (principal.Owner is { } owner)
                owners.TryAdd(principal.Arn, owner);
        }

        return owners;
    }

    private static string Shorten(string text) => PlainText.Shorten(text, LongestField);
}
