using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>One finding for people: short in the list, in full when it is asked for.</summary>
internal sealed class FindingText(IAnsiConsole console)
{
    private const int Width = 80;
    private const int MostNames = 3;
    private const int MostExplanationLines = 3;
    private const string Indent = "       ";

    /// <summary>How many lines the short form takes.</summary>
    public static int LinesOf(Finding finding) => finding.Severity switch
    {
        Severity.High => 2 + Printable.Wrap(Printable.Of(finding.Draft.Explanation), Width - Indent.Length, MostExplanationLines).Count(),
        Severity.Medium => 3,
        _ => 2,
    };

    /// <summary>The short form; what is new or back says so where a run before this one is remembered.</summary>
    public void WriteShort(Finding finding, bool withStatus = false)
    {
        var (word, style) = Label(finding.Severity);
        var status = withStatus && finding.Status is (FindingStatus.New or FindingStatus.Reopened) ? finding.Status.Word() + ": " : "";
        var title = Printable.Shorten(status + Printable.Of(finding.Draft.Title), Width - word.Length - finding.Rule.Length - 2);
        console.MarkupLine($"[{style}]{word}[/] {finding.Rule} {Markup.Escape(title)}");
        var lines = finding.Severity switch { Severity.High => MostExplanationLines, Severity.Medium => 1, _ => 0 };
        foreach (var line in Printable.Wrap(Printable.Of(finding.Draft.Explanation), Width - Indent.Length, lines))
            Line(Indent + line);
        Line(Indent + Printable.Shorten($"{Printable.Of(Names(finding))} · {finding.Id}", Width - Indent.Length));
    }

    public void WriteFull(Finding finding)
    {
        var (word, style) = Label(finding.Severity);
        console.MarkupLine($"[{style}]{word}[/] {finding.Id} {finding.Status.Word()}");
        Paragraph(finding.Draft.Title);
        console.WriteLine();
        Paragraph(finding.Draft.Explanation);
        Section("Accepted", finding.Suppressions.Select(suppression => $"by {suppression.Owner} until {suppression.Expires:yyyy-MM-dd}: {suppression.Reason}"));
        Section("Principals", finding.Principals.Select(principal => principal.Arn));
        Section("Actions", finding.Draft.Actions);
        Section("Resources", finding.Draft.Resources);
        Section("In the way, in the order in which to remove it", BlockerText.Lines(finding.Blockers));
        Section("Depends on", finding.Draft.UnknownKeys);
        Section("Evidence", finding.Evidence.SelectMany(Describe));
        if (finding.Remedy is { } remedy)
            new RemedyText(console, RemedyForm.Cli).Write(remedy);
        console.WriteLine();
        Line($"docs/findings/{finding.Rule}.md");
    }

    private static IEnumerable<string> Describe(Evidence item) =>
    [
        item.Policy + (item.Version is null ? "" : ", version " + item.Version),
        $"statement {item.Statement}, line {item.Line}, column {item.Column}:",
        .. Printable.Outdent(item.Text.Split('\n')),
    ];

    private void Paragraph(string text)
    {
        foreach (var line in Printable.Wrap(Printable.Of(text), Width, int.MaxValue))
            Line(line);
    }

    /// <summary>The lines as they are, however long: an ARN that is broken over lines cannot be copied.</summary>
    private void Section(string title, IEnumerable<string> lines)
    {
        var all = lines.ToArray();
        if (all.Length == 0)
            return;
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(title)}[/]");
        foreach (var line in all)
            console.Profile.Out.Writer.WriteLine("  " + Printable.Of(line));
    }

    private static string Names(Finding finding)
    {
        var names = finding.Principals.Select(principal => principal.Arn[(principal.Arn.LastIndexOf('/') + 1)..]).Distinct(StringComparer.Ordinal).Take(MostNames).ToArray();
        if (finding.Principals.IsEmpty)
            return Printable.Shorten(finding.Draft.Subject.DisplayId, 46);
        var some = Printable.Shorten(string.Join(", ", names), 40);
        return finding.Principals.Length > names.Length ? $"{some} and {finding.Principals.Length - names.Length} more" : some;
    }

    private static (string Word, string Style) Label(Severity severity) => severity switch
    {
        Severity.High => ("HIGH  ", "red bold"),
        Severity.Medium => ("MEDIUM", "yellow"),
        _ => ("LOW   ", "blue"),
    };

    private void Line(string text) => console.WriteLine(text);
}
