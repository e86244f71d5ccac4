using System.Collections.Immutable;

namespace Auditor.Aws.Collect;

/// <summary>What a collection costs at most, told before it begins.</summary>
/// <param name="Accounts">How many accounts are read.</param>
/// <param name="Rows">The calls by operation.</param>
/// <param name="Duration">How long it takes at AWS's rates, retries aside.</param>
public sealed record CollectEstimate(int Accounts, ImmutableArray<EstimatedCalls> Rows, TimeSpan Duration)
{
    /// <summary>All calls together.</summary>
    public int Calls => Rows.Sum(row => row.Calls);
}
