using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>What was collected once for all accounts of a distributed run, and which accounts are to be read.</summary>
/// <param name="Payer">The payer, if it is known and to be read; its files are among what was collected.</param>
/// <param name="ToRead">The accounts to read, the payer among them, in ordinal order.</param>
/// <param name="Refused">What AWS refused in the payer.</param>
public sealed record CollectedOnce(string? Payer, ImmutableArray<string> ToRead, ImmutableArray<SnapshotRefusal> Refused);
