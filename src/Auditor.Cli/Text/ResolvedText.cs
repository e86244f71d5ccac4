using System.Globalization;
using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>The findings that are over since the last run, a line each.</summary>
internal sealed class ResolvedText(IAnsiConsole console)
{
    private const int Width = 80;
    private const int MostLines = 16;

    public void Write(AuditReport report)
    {
        var resolved = report.Findings.Where(finding => finding.Status == FindingStatus.Resolved).ToArray();
        if (resolved.Length == 0)
            return;
        console.MarkupLine("[bold]Resolved since the last run:[/]");
        foreach (var finding in resolved.Take(MostLines))
            console.WriteLine(Printable.Shorten($"  {Printable.Of(finding.Id)} {Printable.Of(finding.Draft.Title)}", Width));
        if (resolved.Length > MostLines)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  and {resolved.Length - MostLines} more; --format json has them all"));
        console.WriteLine();
    }
}
