using Auditor.Pipeline.Report;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Shows how many principals AWS's simulator was asked about, to somebody who is looking; writes nothing into pipes.</summary>
internal static class SimulationProgressBar
{
    public static Task<AuditReport> ShowAsync(Func<IProgress<(int Done, int Of)>?, Task<AuditReport>> run)
    {
        if (Console.IsErrorRedirected)
            return run(null);
        var console = ErrorConsole.Create();
        return console.Progress().AutoClear(true).StartAsync(context => run(new Reporter(context.AddTask("AWS's simulator"))));
    }

    private sealed class Reporter(ProgressTask task) : IProgress<(int Done, int Of)>
    {
        public void Report((int Done, int Of) value)
        {
            task.MaxValue = Math.Max(value.Of, 1);
            task.Value = Math.Max(task.Value, value.Done);
        }
    }
}
