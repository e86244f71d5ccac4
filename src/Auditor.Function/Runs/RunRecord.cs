using Auditor.Function.Events;

namespace Auditor.Function.Runs;

/// <summary>What a run was asked to do; every invocation that works on it does the same.</summary>
/// <param name="RunId">The run's name.</param>
/// <param name="StartedAt">When its first invocation began, to the second: the moment for which its audit speaks.</param>
/// <param name="Request">What was asked for.</param>
internal sealed record RunRecord(string RunId, DateTimeOffset StartedAt, AuditRequest Request)
{
    /// <summary>True if it is about the whole organization and for everybody: only such a run counts for the heartbeat.</summary>
    public bool IsWhole => Request is { IsPublished: true, Accounts.IsEmpty: true };
}
