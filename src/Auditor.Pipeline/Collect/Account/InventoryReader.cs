using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Pipeline.Collect.Json;

namespace Auditor.Pipeline.Collect.Account;

/// <summary>Reads <c>billing-conductor.json</c>: what Billing Conductor's list calls return, side by side.</summary>
/// <remarks>Source: <see href="https://docs.aws.amazon.com/billingconductor/latest/APIReference/API_ListBillingGroups.html"/>.</remarks>
internal static class InventoryReader
{
    private const string Service = "billingconductor";

    public static BillingConductorInventory? Read(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("the file"))
            return null;
        var primaryAccounts = PrincipalRecord.NoTags.ToBuilder();
        var inventory = new BillingConductorInventory();
        while (cursor.NextMember(out var member))
        {
            inventory = member switch
            {
                "BillingGroups" => inventory with { BillingGroups = ReadArns(member, ref cursor, primaryAccounts) },
                "PricingPlans" => inventory with { PricingPlans = ReadArns(member, ref cursor, null) },
                "PricingRules" => inventory with { PricingRules = ReadArns(member, ref cursor, null) },
                "CustomLineItems" => inventory with { CustomLineItems = ReadArns(member, ref cursor, null) },
                "Tags" => inventory with { Tags = ReadTags(ref cursor) },
                _ => Skip(inventory, member, ref cursor),
            };
        }

        return inventory with { PrimaryAccountIds = primaryAccounts.ToImmutable() };
    }

    private static BillingConductorInventory Skip(BillingConductorInventory inventory, string member, ref JsonCursor cursor)
    {
        Pages.Skip(member, ref cursor);
        return inventory;
    }

    private static ImmutableArray<string> ReadArns(string list, ref JsonCursor cursor, ImmutableDictionary<string, string>.Builder? primaryAccounts)
    {
        var arns = new SortedSet<string>(StringComparer.Ordinal);
        if (!cursor.EntersList(list))
            return [];
        while (cursor.NextElement())
        {
            var (text, primaryAccount) = ReadResource(list, ref cursor);
            if (!Arn.TryParse(text, out var arn) || !string.Equals(arn.Service, Service, StringComparison.Ordinal))
            {
                cursor.Fault(text is null ? $"an entry of `{list}` without `Arn`" : $"`{Words.Shorten(text)}` is no ARN of Billing Conductor");
                continue;
            }

            arns.Add(text!);
            if (primaryAccount is not null && primaryAccounts is not null)
                primaryAccounts[text!] = primaryAccount;
        }

        return [.. arns];
    }

    private static (string? Arn, string? PrimaryAccountId) ReadResource(string list, ref JsonCursor cursor)
    {
        (string? Arn, string? PrimaryAccountId) resource = default;
        if (!cursor.EntersObject(list))
            return resource;
        while (cursor.NextMember(out var member))
        {
            if (member == "Arn")
                resource.Arn = cursor.Text(member);
            else if (member == "PrimaryAccountId")
                resource.PrimaryAccountId = cursor.Text(member);
            else
                cursor.Skip();
        }

        return resource;
    }

    private static ImmutableDictionary<string, ImmutableDictionary<string, string>>? ReadTags(ref JsonCursor cursor)
    {
        if (!cursor.EntersObject("Tags"))
            return null;
        var all = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string>>(StringComparer.Ordinal);
        while (cursor.NextMember(out var arn))
        {
            var tags = PrincipalRecord.NoTags.ToBuilder();
            if (cursor.EntersObject(arn))
            {
                while (cursor.NextMember(out var key))
                    tags[key] = cursor.Text(key) ?? "";
            }

            all[arn] = tags.ToImmutable();
        }

        return all.ToImmutable();
    }
}
