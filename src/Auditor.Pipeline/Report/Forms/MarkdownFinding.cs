using System.Globalization;
using System.Text;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Remedies;
using Auditor.Pipeline.Remedies.Forms;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Report.Forms;

/// <summary>A finding's section of the Markdown report.</summary>
internal static class MarkdownFinding
{
    private const int MostPrincipals = 10;
    private const int MostEvidence = 3;
    private const int LongestTitle = 300;
    private const int LongestExplanation = 4_000;
    private const int LongestName = 512;
    private const int LongestEvidence = 2_000;

    public static void Write(StreamWriter writer, AuditReport report, Finding finding)
    {
        var draft = finding.Draft;
        var (first, _) = FormText.Seen(report, finding);
        var page = RulePage.Of(finding.Rule);
        writer.WriteLine($"### {MarkdownText.Of(finding.Id)}\n");
        // No link: the page is in the product, and the report may be read anywhere.
        writer.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"**{finding.Severity.Word()} · {finding.Status.Word()}** · first seen {first.UtcDateTime:yyyy-MM-dd} · {MarkdownText.Of(page.Title)}, {Code(page.Path)}\n"));
        writer.WriteLine($"**{MarkdownText.Of(draft.Title, LongestTitle)}**\n");
        writer.WriteLine(MarkdownText.Block(draft.Explanation, LongestExplanation) + "\n");
        if (finding.Status == FindingStatus.Suppressed)
            writer.WriteLine(MarkdownText.Block(FormText.Acceptance(finding), LongestExplanation) + "\n");
        WritePrincipals(writer, finding);
        WriteItems(writer, "Actions", draft.Actions.Select(Code));
        WriteItems(writer, "In the way, in the order in which to remove it", finding.Blockers.Select(Describe));
        WriteEvidence(writer, finding);
        if (finding.Remedy is { } remedy)
            WriteRemedy(writer, remedy);
    }

    private static void WritePrincipals(StreamWriter writer, Finding finding)
    {
        var some = finding.Principals.Take(MostPrincipals)
            .Select(principal => Code(principal.Arn) + (principal.Owner is { } owner ? $", owner {MarkdownText.Of(owner, LongestName)}" : ""));
        var rest = finding.Principals.Length - MostPrincipals;
        WriteItems(writer, string.Create(CultureInfo.InvariantCulture, $"Principals ({finding.Principals.Length})"), rest > 0 ? some.Append($"and {rest} more") : some);
    }

    private static void WriteItems(StreamWriter writer, string heading, IEnumerable<string> items)
    {
        var all = items.ToArray();
        if (all.Length == 0)
            return;
        writer.WriteLine(heading + ":\n");
        foreach (var item in all)
            writer.WriteLine("- " + item);
        writer.WriteLine();
    }

    private static void WriteEvidence(StreamWriter writer, Finding finding)
    {
        foreach (var item in finding.Evidence.Take(MostEvidence))
        {
            writer.WriteLine($"Evidence: {Code(item.Policy)}{Place(item)}\n");
            WriteBlock(writer, PlainText.Shorten(item.Text, LongestEvidence));
        }

        if (finding.Evidence.Length > MostEvidence)
            writer.WriteLine($"and {FormText.Count(finding.Evidence.Length - MostEvidence, "more statement")} in the JSON report\n");
    }

    private static string Place(Evidence item) =>
        (item.Version is { } version ? ", version " + MarkdownText.Of(version) : "")
        + (item.Statement is { } label ? ", statement " + MarkdownText.Of(label, LongestName) : "")
        + (item.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $", line {item.Line}, column {item.Column}") : "");

    /// <summary>A policy's text as it is; whatever it contains, only a longer fence would end the block.</summary>
    private static void WriteBlock(StreamWriter writer, string text)
    {
        var fence = MarkdownText.FenceOf(text);
        writer.WriteLine(fence + "json");
        foreach (var line in text.Split('\n'))
            writer.WriteLine(PlainText.Of(line.TrimEnd('\r')));
        writer.WriteLine(fence + "\n");
    }

    private static void WriteRemedy(StreamWriter writer, Remedy remedy)
    {
        var edits = remedy.Edits.Select(edit => $"{Word(edit.Kind)} {Code(edit.Policy.Name)}{(edit.TargetId is { } target ? " at " + Code(target) : "")}");
        WriteItems(writer, "What would help, proven", edits);
        var besides = remedy switch
        {
            { AlsoAllowsUncatalogued.IsEmpty: false } => $"It also allows {FormText.Count(remedy.AlsoAllows.Length, "other request")}, and what else is held of {Code(RemedyWords.Patterns(remedy.AlsoAllowsUncatalogued))} of services that the catalogue does not have: look at the JSON report first.",
            { AlsoAllows.IsEmpty: false } => $"It also allows {FormText.Count(remedy.AlsoAllows.Length, "other request")}: look at the JSON report first.",
            { AlsoDenies.IsEmpty: false } => $"It also takes away {FormText.Count(remedy.AlsoDenies.Length, "other request")}: look at the JSON report first.",
            _ => remedy.After is Decision.Allowed or Decision.Conditional ? "It allows nothing else." : "It takes away nothing else that is catalogued.",
        };
        writer.WriteLine($"Proof: {DecisionWords.Of(remedy.Before)} before, {DecisionWords.Of(remedy.After)} after. {string.Join(' ', RemedyWords.PermissionSets(remedy).Concat(RemedyWords.Preconditions(remedy)).Select(sentence => MarkdownText.Of(sentence)).Prepend(besides))}\n");
    }

    private static string Word(EditKind kind) => kind switch
    {
        EditKind.AddPolicy => "add the policy",
        EditKind.AddStatement => "add a statement to",
        EditKind.ReplaceStatement => "change a statement of",
        _ => "detach",
    };

    private static string Describe(Blocker blocker)
    {
        var text = new StringBuilder(PolicyLayerNames.Of(blocker.Layer)).Append(blocker.IsExplicit ? ", explicit" : ", implicit");
        if (blocker.TargetId is { } target)
            text.Append(", at ").Append(Code(target));
        if (blocker.Policy is { } policy)
            text.Append(", ").Append(Code(policy.Id));
        if (blocker.Statement is { } statement)
            text.Append(", statement ").Append(MarkdownText.Of(statement.Label, LongestName));
        return text.ToString();
    }

    private static string Code(string text) => MarkdownText.Code(PlainText.Shorten(text, LongestName));
}
