using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>How much of the organization a snapshot holds.</summary>
/// <param name="AccountsExpected">How many accounts are active.</param>
/// <param name="AccountsRead">How many were read.</param>
/// <param name="Refused">The calls that AWS refused.</param>
internal sealed record Coverage(int AccountsExpected, int AccountsRead, ImmutableArray<SnapshotRefusal> Refused);
