using Auditor.Aws.Access;
using Auditor.Pipeline;

namespace Auditor.Function.Runs;

/// <summary>What a run's report is made of, and how it comes to this machine.</summary>
internal interface IRunMaterial
{
    /// <summary>The configuration's key in the bucket; there need not be one.</summary>
    string ConfigKey { get; }

    /// <summary>How many accounts are here by now.</summary>
    int AccountsRead { get; }

    /// <summary>How many there are to be; null if nobody knows yet.</summary>
    int? AccountsExpected { get; }

    /// <summary>True if the function has to invoke itself to go on; else whoever called it calls again.</summary>
    bool GoesOnByItself { get; }

    /// <summary>Who holds the run's lock while an invocation works; one that is invoked in its place takes it over.</summary>
    string LockOwnerOf(Invocation invocation);

    /// <summary>Brings here what is not here yet.</summary>
    /// <param name="access">The way into the accounts.</param>
    /// <param name="isLast">True if nobody goes on when time runs out.</param>
    /// <param name="notes">Takes what should be known about the run.</param>
    /// <param name="inTime">Is cancelled when time runs out.</param>
    Task<AuditMaterial> GatherAsync(AwsAccess access, bool isLast, List<string> notes, CancellationToken inTime);

    /// <summary>Keeps what is here for the invocation that goes on.</summary>
    Task SaveAsync();

    /// <summary>Takes everything from this machine: the next invocation may be another run's, and finds the whole disk free.</summary>
    void Remove();
}
