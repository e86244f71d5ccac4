using Auditor.Pipeline.Compare;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>What changed, and for whom, on 80 columns. Principals with the same change share an entry.</summary>
internal sealed class ComparisonText(IAnsiConsole console)
{
    private const int Width = 80;
    private const int MostEntries = 40;
    private const int MostNames = 4;
    private const int MostFindings = 40;

    public void Write(ReportComparison comparison)
    {
        WritePrincipals(comparison);
        WriteFindings("New findings", "+", comparison.NewFindings);
        WriteFindings("Findings that are gone", "-", comparison.GoneFindings);
        if (!comparison.NotCompared.IsEmpty)
            Raw($"Not compared, because they could not be read both times: accounts {string.Join(", ", comparison.NotCompared)}.");
        Raw(Counts(comparison));
    }

    private void WritePrincipals(ReportComparison comparison)
    {
        var entries = comparison.Principals.GroupBy(change => string.Join('\n', change.Actions.Select(KeyOf).Concat(change.Causes)), StringComparer.Ordinal).ToArray();
        foreach (var entry in entries.Take(MostEntries))
        {
            foreach (var change in entry.Take(MostNames))
                Raw(change.Arn);
            if (entry.Count() > MostNames)
                Raw($"and {entry.Count() - MostNames} more");
            foreach (var kind in entry.First().Actions.GroupBy(change => (change.Kind, Describe(change))))
                Wrapped($"  {Word(kind.Key.Kind)} ", string.Join(", ", kind.Select(change => change.Action)) + kind.Key.Item2);
            if (!entry.First().Causes.IsEmpty)
                Wrapped("  because ", string.Join("; ", entry.First().Causes));
            console.WriteLine();
        }

        if (entries.Length > MostEntries)
            Raw($"and {comparison.Principals.Length - entries.Take(MostEntries).Sum(entry => entry.Count())} more principals; --format json has them all");
    }

    private void WriteFindings(string heading, string sign, IReadOnlyCollection<Finding> findings)
    {
        if (findings.Count == 0)
            return;
        console.MarkupLine($"[bold]{heading}[/]");
        foreach (var finding in findings.Take(MostFindings))
            Wrapped($"  {sign} {finding.Severity.Word(),-6} ", $"{finding.Id} {finding.Draft.Title}");
        if (findings.Count > MostFindings)
            Raw($"  and {findings.Count - MostFindings} more; --format json has them all");
        console.WriteLine();
    }

    private static string Counts(ReportComparison comparison) => comparison.Principals.IsEmpty && comparison.NewFindings.IsEmpty && comparison.GoneFindings.IsEmpty
        ? "Nothing changes for anybody."
        : $"{comparison.Principals.Length} of {comparison.Principals.Length + comparison.Unchanged} principals change; {comparison.NewFindings.Length} new finding{(comparison.NewFindings.Length == 1 ? "" : "s")}, {comparison.GoneFindings.Length} gone.";

    private static string KeyOf(AccessChange change) => $"{change.Action} {change.Kind} {Describe(change)} {string.Join(',', change.Before.AllowedResources)} {string.Join(',', change.After.AllowedResources)}";

    private static string Word(AccessChangeKind kind) => kind switch
    {
        AccessChangeKind.Gained => "gains  ",
        AccessChangeKind.Lost => "loses  ",
        _ => "changes",
    };

    private static string Describe(AccessChange change) => change.Kind switch
    {
        AccessChangeKind.Gained => change.After.Verdict == Verdict.All ? "" : $" ({Describe(change.After)})",
        AccessChangeKind.Lost => change.Before.Verdict == Verdict.All ? "" : $" ({Describe(change.Before)})",
        _ => $" ({Describe(change.Before)} before, {Describe(change.After)} after)",
    };

    private static string Describe(ActionVerdict verdict) => verdict.Verdict switch
    {
        Verdict.Some => $"some: {verdict.AllowedResources.Length} resources",
        Verdict.Conditional => "conditional: " + string.Join(", ", verdict.Keys),
        var word => word.Word(),
    };

    private void Wrapped(string first, string text)
    {
        var line = first;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width && line.Trim().Length > 0)
            {
                Raw(line.TrimEnd());
                line = new string(' ', first.Length);
            }

            line += word + " ";
        }

        Raw(line.TrimEnd());
    }

    private void Raw(string text) => console.Profile.Out.Writer.WriteLine(Printable.Of(text));
}
