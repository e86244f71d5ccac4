using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>What the snapshot's folder has of an earlier collection and is not to be read again: the organization with its policies, and the payer.</summary>
/// <param name="Payer">The payer whose files are there; null if there is the organization alone, or the payer is to be read again.</param>
/// <param name="HasInventory">Whether Billing Conductor's resources are not to be read again.</param>
/// <param name="Refused">What AWS refused in that collection.</param>
public sealed record EarlierSnapshot(string? Payer, bool HasInventory, ImmutableArray<SnapshotRefusal> Refused)
{
    /// <summary>What was refused of an account's principals and policies; null for the organization.</summary>
    internal IEnumerable<SnapshotRefusal> RefusedIn(string? account) => Refused.Where(refusal => refusal.Account == account && !IsOfInventory(refusal));

    /// <summary>What was refused of Billing Conductor's resources.</summary>
    internal IEnumerable<SnapshotRefusal> RefusedOfInventory => Refused.Where(IsOfInventory);

    private static bool IsOfInventory(SnapshotRefusal refusal) => refusal.Call.StartsWith(ServiceCatalog.BillingConductor + ":", StringComparison.Ordinal);
}
