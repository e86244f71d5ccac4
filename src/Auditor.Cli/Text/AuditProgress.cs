using Auditor.Pipeline.Report;
using Spectre.Console;

namespace Auditor.Cli.Text;

/// <summary>Shows how far a long run is, to somebody who is looking; writes nothing into pipes.</summary>
internal static class AuditProgress
{
    /// <summary>Runs shorter than this many accounts end before a bar helps.</summary>
    private const int FewAccounts = 20;

    public static AuditReport Show(int accounts, Func<IProgress<int>?, AuditReport> run)
    {
        if (Console.IsErrorRedirected || accounts < FewAccounts)
            return run(null);
        var console = ErrorConsole.Create();
        return console.Progress().AutoClear(true).Start(context =>
        {
            var task = context.AddTask("accounts", maxValue: accounts);
            return run(new Reporter(done => task.Value = done));
        });
    }

    /// <summary>Reports at once, on the caller's thread: the last value would otherwise come after the bar is gone.</summary>
    private sealed class Reporter(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }
}
