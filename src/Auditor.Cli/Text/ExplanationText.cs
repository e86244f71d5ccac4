using Auditor.Pipeline.Explain;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Simulate;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>An explanation for people: the sentence, the ladder, what stands in the way, what would help.</summary>
internal sealed class ExplanationText(IAnsiConsole console, RemedyForm form)
{
    private const int Width = 80;
    private const int MostOthers = 5;
    private const int LongestMessage = 600;

    public void Write(Explanation explanation)
    {
        if (explanation.Supposed is { } supposed)
        {
            foreach (var line in supposed.Supposed)
                Paragraph("What if: " + line, "bold");
            Paragraph("As it is: " + supposed.Sentence, "dim");
            Paragraph("As it would be: " + explanation.Sentence, "bold");
        }
        else
        {
            Paragraph(explanation.Sentence, "bold");
        }

        console.WriteLine();
        Fact("who", explanation.Principal.Arn);
        Fact("what", explanation.Action);
        Fact("on", explanation.Resource);
        Fact("answer", DecisionWords.Of(explanation.Decision));
        foreach (var other in explanation.OtherResources.Take(MostOthers))
            Fact("but", $"{DecisionWords.Of(other.Decision)} on {other.Arn}");
        if (explanation.OtherResources.Length > MostOthers)
            Fact("", $"and {explanation.OtherResources.Length - MostOthers} more resources; --format json has them all");
        Ladder(explanation);
        Blockers(explanation);
        List("Depends on", explanation.UnknownKeys);
        if (explanation.Remedy is { } remedy)
            new RemedyText(console, form).Write(remedy);
        List("Note", explanation.Notes);
    }

    public void Write(DenialReading reading, DenialExplanations explained)
    {
        foreach (var answer in explained.Answers)
        {
            if (answer.Explanation is { } explanation)
            {
                Write(explanation);
                Heading("What AWS says");
            }
            else
            {
                Paragraph($"Could not be explained: {answer.Problem}.", "bold");
            }

            foreach (var line in answer.Comparison)
                Raw("  " + line);
            if (answer.Denial.ErrorMessage is { } message)
                Raw($"  {(answer.Count > 1 ? $"{answer.Count} times: " : "")}{Printable.Shorten(message, LongestMessage)}");
            console.WriteLine();
        }

        foreach (var finding in explained.Findings)
            Raw($"{finding.Severity.Word()} {finding.Rule}: {finding.Draft.Title} ({finding.Id})");
        Counts(reading);
    }

    private void Counts(DenialReading reading)
    {
        if (reading.OtherRecordCount > 0)
            Raw($"{reading.OtherRecordCount} of {reading.RecordCount} records are no denials.");
        if (reading.UnplacedCount > 0)
            Raw($"{reading.UnplacedCount} denials could not be placed.");
        if (reading.UnlistedCount > 0)
            Raw($"{reading.UnlistedCount} more denials were not looked at.");
    }

    private void Ladder(Explanation explanation)
    {
        Heading("From the organization's root down to the principal");
        foreach (var rung in explanation.Ladder)
        {
            var (mark, style) = Mark(rung.State);
            var where = PolicyLayerNames.Of(rung.Layer) + (rung.TargetId is { } target ? " at " + target : "");
            console.MarkupLine($"  [{style}]{mark}[/] {Markup.Escape(Printable.Of(where))}");
            Raw($"      {rung.Reason}");
            foreach (var item in rung.Statements.Where(item => item.Policy.Id != rung.TargetId))
                Raw($"      {item.Policy.Id}{BlockerText.PlaceOf(item.Statement)}{(item.Statement.IsUnreadable ? ", unreadable" : item.IsCertain ? "" : ", perhaps")}");
        }
    }

    private void Blockers(Explanation explanation)
    {
        if (explanation.Blockers.IsEmpty)
            return;
        Heading("In the way, in the order in which to remove it");
        foreach (var line in BlockerText.Lines(explanation.Blockers))
            Raw("  " + line);
    }

    private static (string Mark, string Style) Mark(RungState state) => state switch
    {
        RungState.DoesNotApply => ("does not apply", "grey"),
        RungState.Allows => ("allows        ", "green"),
        RungState.Depends => ("depends       ", "yellow"),
        RungState.Unreadable => ("unreadable    ", "yellow"),
        RungState.Silent => ("does not allow", "red"),
        _ => ("denies        ", "red bold"),
    };

    private void Heading(string text)
    {
        console.WriteLine();
        console.MarkupLine($"[bold]{Markup.Escape(text)}[/]");
    }

    private void List(string title, IReadOnlyCollection<string> lines)
    {
        if (lines.Count == 0)
            return;
        Heading(title);
        foreach (var line in lines)
            Raw("  " + line);
    }

    private void Fact(string name, string value) => Raw($"  {name,-7} {value}");

    private void Paragraph(string text, string style)
    {
        foreach (var line in Printable.Wrap(Printable.Of(text), Width, int.MaxValue))
            console.MarkupLine($"[{style}]{Markup.Escape(line)}[/]");
    }

    /// <summary>The line as it is, however long: an ARN that is broken over lines cannot be copied.</summary>
    private void Raw(string text) => console.Profile.Out.Writer.WriteLine(Printable.Of(text).TrimEnd());
}
