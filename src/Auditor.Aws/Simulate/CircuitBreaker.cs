using Auditor.Aws.Access;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Simulate;

/// <summary>
/// Stops asking in an account where asking is no use: AWS refuses, throttles to the end of all retries, or does not answer. Once
/// open it stays so for the run. Safe from any thread.
/// </summary>
internal sealed class CircuitBreaker
{
    /// <summary>So many failures in a row, each after all retries.</summary>
    public const int MostFailures = 3;

    private readonly Lock guard = new();
    private int failures;
    private SnapshotRefusal? last;

    /// <summary>Why nobody asks any more; null while there is hope.</summary>
    public Gap? Open
    {
        get
        {
            lock (guard)
                return failures < MostFailures ? null : GapOf(last!, $"not asked any more in this account after {failures} failures in a row; the last one: {last!.Message}");
        }
    }

    public void Succeeded()
    {
        lock (guard)
            failures = failures < MostFailures ? 0 : failures;
    }

    /// <summary>Counts a failure, and says what it means for the report.</summary>
    public Gap Failed(CallRefusedException error)
    {
        lock (guard)
        {
            // Calls that were under way when it opened do not change what is said.
            if (failures < MostFailures)
            {
                failures++;
                last = error.Refusal;
            }
        }

        return GapOf(error.Refusal, error.Refusal.Message ?? error.Message);
    }

    public static Gap GapOf(SnapshotRefusal refusal, string error) =>
        new(GapKind.SimulationUnanswered, refusal.Account, "AWS's simulator", null, null, null, refusal.Permission, error);
}
