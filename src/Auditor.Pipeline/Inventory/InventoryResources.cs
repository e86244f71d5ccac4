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

    /// <summary>What an inventory means for verdicts, as texts in a fixed order.</summary>
    public static IEnumerable<string> Marks(BillingConductorInventory? inventory, string partition, string owner) =>
        ByType(inventory, partition, owner).OrderBy(type => type.Key, StringComparer.Ordinal).Select(type => $"{type.Key} {string.Join(' ', type.Value)}")
            .Concat((inventory?.Tags ?? ImmutableDictionary<string, IReadOnlyDictionary<string, string>>.Empty).OrderBy(tags => tags.Key, StringComparer.Ordinal)
                .SelectMany(tags => tags.Value.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => string.Join('\u001F', "tag", tags.Key, tag.Key, tag.Value))))
            .Append(inventory is null ? "no inventory" : inventory.Tags is null ? "no tags" : "tags");
}
