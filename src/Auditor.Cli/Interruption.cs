using System.Runtime.InteropServices;
using Auditor.Cli.Text;

namespace Auditor.Cli;

/// <summary>
/// Ends a run that somebody stops with Ctrl-C or a signal: first by asking, so that it cleans up after itself; at once where it does not listen in time or is asked
/// again. Either way no half file is left, and the terminal has its cursor.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly CancellationTokenSource stopped = new();
    private readonly PosixSignalRegistration[] registrations;
    private Timer? deadline;

    public Interruption() => registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Stop(context, 130)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Stop(context, 143)),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Stop(context, 129)),
    ];

    /// <summary>Cancelled when the run is to stop.</summary>
    public CancellationToken Token => stopped.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in registrations)
            registration.Dispose();
        deadline?.Dispose();
        stopped.Dispose();
    }

    /// <param name="context">The signal.</param>
    /// <param name="exitCode">What a shell makes of a command that the signal ends: 128 and its number.</param>
    private void Stop(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        var first = new Timer(_ => EndNow(exitCode), null, Patience, Timeout.InfiniteTimeSpan);
        if (Interlocked.CompareExchange(ref deadline, first, null) is not null)
            EndNow(exitCode);
        stopped.Cancel();
    }

    private static void EndNow(int exitCode)
    {
        OutputFile.RemoveUnfinished();
        ErrorConsole.ShowCursor();
        Environment.Exit(exitCode);
    }
}
