using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Simulate;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Principals × tasks. Principals with the same answers share a row.</summary>
internal sealed class AccessTable(IAnsiConsole console)
{
    private const int MostRows = 36;
    private const int Width = 80;
    private const int LongestName = 40;
    private const int ShortestName = 16;

    public void Write(AuditReport report)
    {
        var rows = report.Principals.Where(listed => listed.Assessed is { IsAdministrator: false } assessed && (assessed.Reaches || assessed.IsAssigned))
            .GroupBy(KeyOf, StringComparer.Ordinal)
            .Select(group => (Principals: group.ToArray(), Tasks: group.First().Assessed.Tasks))
            .OrderByDescending(row => row.Principals[0].Assessed.IsAssigned)
            .ThenBy(row => row.Principals[0].Assessed.Principal.Arn, StringComparer.Ordinal)
            .ToArray();
        var tasks = ProfileCatalog.Default.Tasks.Where(task => rows.Any(row => row.Tasks.Any(assessed => assessed.Task.Id == task.Id)))
            .Concat(rows.SelectMany(row => row.Tasks).Select(assessed => assessed.Task))
            .DistinctBy(task => task.Id, StringComparer.Ordinal).ToImmutableArray();
        // Without a task there is no column.
        if (tasks.IsEmpty)
            return;
        console.MarkupLine("[bold]Who can do what[/]   A all  S some  c on condition  ? unknown  ! assigned, denied");
        console.WriteLine();
        WriteLegend(tasks);
        var nameWidth = Math.Clamp(Width - (2 * tasks.Length), ShortestName, LongestName);
        var gap = nameWidth + (2 * tasks.Length) > Width ? "" : " ";
        console.WriteLine("principal".PadRight(nameWidth) + string.Concat(tasks.Select((_, index) => gap + Letter(index))).TrimEnd());
        foreach (var row in rows.Take(MostRows))
            console.WriteLine(Name(row.Principals, nameWidth) + string.Concat(tasks.Select(task => gap + Symbol(row.Tasks, task))));
        if (rows.Length > MostRows)
            console.WriteLine($"and {rows.Length - MostRows} more {(rows.Length == MostRows + 1 ? "row" : "rows")}; --format json has them all");
        console.WriteLine();
    }

    private static string KeyOf(ListedPrincipal listed) =>
        string.Join(',', listed.Assessed.Expectation.ProfileIds) + "|"
        + string.Join(';', listed.Assessed.Tasks.Select(task => $"{task.Task.Id}={Symbol(task)}"))
        + "|" + listed.Assessed.InPayer;

    /// <summary>The columns' letters with the tasks that they stand for, two to a line.</summary>
    private void WriteLegend(ImmutableArray<TaskDefinition> tasks)
    {
        var half = (tasks.Length + 1) / 2;
        for (var i = 0; i < half; i++)
        {
            var left = $"  {Letter(i)} {tasks[i].Id}";
            console.WriteLine(i + half < tasks.Length ? $"{left,-40}{Letter(i + half)} {tasks[i + half].Id}" : left);
        }

        console.WriteLine();
    }

    private static string Name(ListedPrincipal[] principals, int width)
    {
        var first = Printable.Of(principals[0].Assessed.Principal.Name);
        var more = principals.Length == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" +{principals.Length - 1}");
        return (Printable.Shorten(first, width - 1 - more.Length) + more).PadRight(width);
    }

    private static char Symbol(ImmutableArray<AssessedTask> assessed, TaskDefinition task) =>
        assessed.FirstOrDefault(entry => entry.Task.Id == task.Id) is { } found ? Symbol(found) : '.';

    private static char Symbol(AssessedTask task) => task switch
    {
        { IsAssigned: true, Fails: true } => '!',
        { Verdict: Verdict.All } => 'A',
        { Verdict: Verdict.Some } => 'S',
        { Verdict: Verdict.Conditional } => 'c',
        { Verdict: Verdict.Unknown } => '?',
        _ => '.',
    };

    private static char Letter(int index) => index < 26 ? (char)('a' + index) : (char)('0' + (index - 26) % 10);
}
