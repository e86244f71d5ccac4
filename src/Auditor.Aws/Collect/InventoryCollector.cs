using System.Collections.Immutable;
using Amazon.BillingConductor;
using Amazon.BillingConductor.Model;
using Auditor.Aws.Access;
using Auditor.Aws.Collect.Files;
using Auditor.Pipeline.Collect;

namespace Auditor.Aws.Collect;

/// <summary>Lists the payer's Billing Conductor resources: what they are called, not what they charge.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/billingconductor/latest/APIReference/API_Operations.html"/>.</remarks>
internal sealed class InventoryCollector(AwsAccess access, SnapshotWriter snapshot)
{
    private const int PageSize = 100;

    /// <summary>Lists the resources and writes the file.</summary>
    /// <param name="account">The payer.</param>
    /// <param name="withTags">True also reads the tags of each resource: one call each.</param>
    /// <param name="cancellationToken">Stops between calls.</param>
    /// <returns>What AWS refused. A list that was refused is missing in the file, and never empty.</returns>
    public async Task<IReadOnlyList<SnapshotRefusal>> CollectAsync(string account, bool withTags, CancellationToken cancellationToken)
    {
        var clients = await access.InAsync(account, cancellationToken).ConfigureAwait(false);
        using var client = clients.BillingConductor();
        var lists = new InventoryLists(access, client, account, PageSize);
        var refused = new List<SnapshotRefusal>();
        var groups = await TryAsync(ApiOperation.ListBillingGroups, () => lists.BillingGroupsAsync(cancellationToken), refused).ConfigureAwait(false);
        var plans = await TryAsync(ApiOperation.ListPricingPlans, () => lists.PricingPlansAsync(cancellationToken), refused).ConfigureAwait(false);
        var rules = await TryAsync(ApiOperation.ListPricingRules, () => lists.PricingRulesAsync(cancellationToken), refused).ConfigureAwait(false);
        var items = await TryAsync(ApiOperation.ListCustomLineItems, () => lists.CustomLineItemsAsync(cancellationToken), refused).ConfigureAwait(false);
        if (groups is null && plans is null && rules is null && items is null)
            return refused;
        var found = new InventoryResources(groups, plans, rules, items);
        var tags = withTags ? await TagsAsync(client, account, found, refused, cancellationToken).ConfigureAwait(false) : null;
        snapshot.WriteInventory(account, writer => InventoryFile.Write(writer, found, tags));
        return refused;
    }

    /// <summary>The tags of every resource; one whose tags are refused is left out, and its tags stay unknown.</summary>
    private async Task<ImmutableSortedDictionary<string, Dictionary<string, string>>> TagsAsync(
        IAmazonBillingConductor client, string account, InventoryResources found, List<SnapshotRefusal> refused, CancellationToken cancellationToken)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var arn in found.Arns)
        {
            try
            {
                var request = new ListTagsForResourceRequest { ResourceArn = arn };
                var answer = await access.Calls.CallAsync(
                    ApiOperation.ListTagsForResource, account, token => client.ListTagsForResourceAsync(request, token), cancellationToken).ConfigureAwait(false);
                tags[arn] = answer.Tags ?? [];
            }
            catch (CallRefusedException error)
            {
                if (refused.All(known => known.Call != error.Refusal.Call))
                    refused.Add(error.Refusal);
                if (!error.IsDenied)
                    break;
            }
        }

        return tags.ToImmutable();
    }

    private static async Task<IReadOnlyList<T>?> TryAsync<T>(ApiOperation operation, Func<Task<IReadOnlyList<T>>> read, List<SnapshotRefusal> refused)
    {
        // A service that does not answer is not asked three times more: each time takes a minute of retries. What it was not asked is missing all the same.
        if (refused.Find(refusal => refusal.Code?.StartsWith("AccessDenied", StringComparison.Ordinal) != true) is { } silent)
        {
            var message = $"`{operation.Permission}` was not called, because `{silent.Call}` got no answer";
            refused.Add(silent with { Call = operation.Permission, Permission = operation.Permission, Message = message });
            return null;
        }

        try
        {
            return await read().ConfigureAwait(false);
        }
        catch (CallRefusedException error)
        {
            refused.Add(error.Refusal);
            return null;
        }
    }
}
