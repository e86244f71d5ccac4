using System.Collections.Immutable;
using Auditor.Engine.Arns;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Reads a billing-conductor file.</summary>
internal static class InventoryReader
{
    private static readonly MemberNames Names =
        new("BillingGroups", "PricingPlans", "PricingRules", "CustomLineItems", "Tags", "IsTruncated", "NextToken", "Marker");

    private static readonly MemberNames ItemNames = new("Arn", "PrimaryAccountId");

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["BillingGroups"] = "billinggroup",
        ["PricingPlans"] = "pricingplan",
        ["PricingRules"] = "pricingrule",
        ["CustomLineItems"] = "customlineitem",
    };

    public static BillingConductorInventory? Read(ref JsonCursor cursor)
    {
        if (!cursor.EnterFile())
            return null;
        var arns = Types.Values.ToDictionary(type => type, _ => ImmutableArray<string>.Empty, StringComparer.Ordinal);
        var missing = new SortedSet<string>(Types.Keys, StringComparer.Ordinal);
        var accounts = new SortedSet<string>(StringComparer.Ordinal);
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>? tags = null;
        var seen = 0UL;
        while (cursor.NextMember(Names, ref seen, out var name))
        {
            if (Types.TryGetValue(name, out var type))
            {
                if (!cursor.IsNull)
                    missing.Remove(name);
                arns[type] = ReadItems(ref cursor, name, type, accounts);
            }
            else if (name == "Tags")
                tags = ReadTags(ref cursor, name);
            else
                cursor.Truncation(name);
        }

        // That the file has no list does not say that there are none: where there are none, the list that AWS returns is empty.
        if (missing.Count > 0)
            cursor.Fault(0, $"expected the members {string.Join(", ", missing.Select(name => $"`{name}`"))}, as the list calls return them");
        return new BillingConductorInventory { Arns = arns, PrimaryAccountIds = [.. accounts], Tags = tags };
    }

    private static ImmutableArray<string> ReadItems(ref JsonCursor cursor, string list, string type, SortedSet<string> accounts)
    {
        if (!cursor.EnterList(list))
            return [];
        var arns = new SortedSet<string>(StringComparer.Ordinal);
        while (cursor.NextElement(list))
        {
            var start = cursor.Offset;
            if (!cursor.EnterElement(list))
                continue;
            string? text = null;
            var seen = 0UL;
            while (cursor.NextMember(ItemNames, ref seen, out var name))
            {
                if (name == "Arn")
                    text = cursor.Text(name);
                else if (cursor.Text(name) is { } account)
                    accounts.Add(account);
            }

            if (Arn.TryParse(text, out var arn) && arn.Service == "billingconductor" && arn.Resource.StartsWith(type + "/", StringComparison.Ordinal))
                arns.Add(text!);
            else
                cursor.Fault(start, $"an entry of `{list}` needs an `Arn` of a {type}, not `{JsonWords.Shorten(text ?? "")}`");
        }

        return [.. arns];
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>>? ReadTags(ref JsonCursor cursor, string member)
    {
        if (!cursor.EnterObject(member))
            return null;
        var tags = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var inDoubt = new HashSet<string>(StringComparer.Ordinal);
        while (cursor.NextEntry(out var arn, out var offset))
        {
            var faults = cursor.FaultCount;
            var ofResource = TagReader.ReadObject(ref cursor, arn);
            // Tags that are known in part decide as little as tags that are not known.
            if (tags.ContainsKey(arn) || inDoubt.Contains(arn))
                cursor.Fault(offset, $"the tags of `{JsonWords.Shorten(arn)}` stand twice: nobody knows which are in force");
            if (cursor.FaultCount == faults)
            {
                tags.Add(arn, ofResource);
                continue;
            }

            tags.Remove(arn);
            inDoubt.Add(arn);
        }

        return tags;
    }
}
