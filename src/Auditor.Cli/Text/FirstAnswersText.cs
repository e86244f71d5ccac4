using Auditor.Pipeline.Report;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Who can change money, who can see margins, what changed, and what could not be read: a few lines each.</summary>
internal sealed class FirstAnswersText(IAnsiConsole console)
{
    private const int Width = 80;
    private const int MostLines = 4;
    private const string Indent = "  ";

    public void Write(AuditReport report)
    {
        foreach (var (question, answer) in FirstAnswers.Of(report, Printable.Of))
        {
            var lines = Printable.Wrap($"{question}: {answer}.", Width - Indent.Length, MostLines).ToArray();
            console.MarkupLine($"[bold]{question}:[/]{Markup.Escape(lines[0][(question.Length + 1)..])}");
            foreach (var line in lines.Skip(1))
                console.WriteLine(Indent + line);
        }

        console.WriteLine();
    }
}
