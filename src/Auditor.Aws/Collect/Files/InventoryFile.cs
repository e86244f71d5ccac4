using System.Text.Json;

namespace Auditor.Aws.Collect.Files;

/// <summary>Writes <c>billing-conductor.json</c>. What identifies a resource is kept; percentages and charges, which the audit does not need, are not.</summary>
internal static class InventoryFile
{
    public static void Write(Utf8JsonWriter writer, InventoryResources found, IReadOnlyDictionary<string, Dictionary<string, string>>? tags)
    {
        writer.WriteStartObject();
        writer.Objects("BillingGroups", found.Groups, group =>
        {
            writer.Text("Arn", group.Arn);
            writer.Text("Name", group.Name);
            writer.Text("PrimaryAccountId", group.PrimaryAccountId);
            writer.Text("Status", group.Status?.Value);
        });
        writer.Objects("PricingPlans", found.Plans, plan => WriteNamed(writer, plan.Arn, plan.Name));
        writer.Objects("PricingRules", found.Rules, rule => WriteNamed(writer, rule.Arn, rule.Name));
        writer.Objects("CustomLineItems", found.Items, item =>
        {
            WriteNamed(writer, item.Arn, item.Name);
            writer.Text("BillingGroupArn", item.BillingGroupArn);
        });
        if (tags is not null)
            WriteTags(writer, tags);
        writer.WriteEndObject();
    }

    private static void WriteNamed(Utf8JsonWriter writer, string? arn, string? name)
    {
        writer.Text("Arn", arn);
        writer.Text("Name", name);
    }

    private static void WriteTags(Utf8JsonWriter writer, IReadOnlyDictionary<string, Dictionary<string, string>> tags)
    {
        writer.WriteStartObject("Tags");
        foreach (var (arn, ofResource) in tags)
        {
            writer.WriteStartObject(arn);
            foreach (var (key, value) in ofResource.OrderBy(tag => tag.Key, StringComparer.Ordinal))
                writer.WriteString(key, value);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
