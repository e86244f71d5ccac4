using Auditor.Aws.Collect;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Shows how far a collection is, to somebody who is looking; writes nothing into pipes.</summary>
internal static class CollectProgressBar
{
    public static Task<CollectResult> ShowAsync(Func<IProgress<CollectProgress>?, Task<CollectResult>> run)
    {
        if (Console.IsErrorRedirected)
            return run(null);
        var console = ErrorConsole.Create();
        return console.Progress().AutoClear(true).StartAsync(context =>
        {
            var task = context.AddTask("who calls");
            return run(new Reporter(task));
        });
    }

    private sealed class Reporter(ProgressTask task) : IProgress<CollectProgress>
    {
        public void Report(CollectProgress value)
        {
            task.Description = value.Stage;
            task.IsIndeterminate = value.Total == 0;
            task.MaxValue = Math.Max(value.Total, 1);
            task.Value = value.Done;
        }
    }
}
