using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>What a finished collection holds.</summary>
/// <param name="AccountsExpected">How many active accounts the organization has.</param>
/// <param name="AccountsRead">How many of them are in the snapshot.</param>
/// <param name="Refused">The calls that AWS refused; each becomes a gap of the report.</param>
/// <param name="Calls">How many calls this run made.</param>
public sealed record CollectResult(int AccountsExpected, int AccountsRead, ImmutableArray<SnapshotRefusal> Refused, int Calls);
