using System.Collections.Immutable;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Inventory;

/// <summary>The resources that an inventory names, by type.</summary>
internal static class InventoryResources
{
    /// <summary>Billing Conductor's own, and the billing view that belongs to each billing group.</summary>
    public static IReadOnlyDictionary<string, ImmutableArray<string>> ByType(BillingConductorInventory? inventory, string partition, string owner)
    {
        if (inventory is null)
            return ImmutableDictionary<string, ImmutableArray<string>>.Empty;
        return new Dictionary<string, ImmutableArray<string>>(inventory.Arns, StringComparer.Ordinal)
        {
            ["billingview"] = [.. inventory.PrimaryAccountIds.Select(account => $"arn:{partition}:billing::{owner}:billingview/billing-group-{account}")],
        };
    }
}
