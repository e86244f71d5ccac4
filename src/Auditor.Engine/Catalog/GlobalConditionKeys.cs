using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Engine.Catalog;

/// <summary>The condition keys that AWS defines across services. Read on first use; safe from any thread.</summary>
/// <remarks>
/// Source: IAM User Guide, "AWS global condition context keys",
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html"/>, read 2026-11-23.
/// Not listed: the further keys of SAML and OIDC federation.
/// </remarks>
public static class GlobalConditionKeys
{
    private static readonly Lazy<FrozenDictionary<string, GlobalConditionKey>> ByName = new(Read);

    /// <summary>All keys, ordinal by name.</summary>
    public static ImmutableArray<GlobalConditionKey> All => [.. ByName.Value.Values.OrderBy(key => key.Name, StringComparer.Ordinal)];

    /// <summary>The key with this name in any case, e.g. `AWS:principaltag/team` for `aws:PrincipalTag/${TagKey}`; null if AWS defines none.</summary>
    public static GlobalConditionKey? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ByName.Value.GetValueOrDefault(key)
            ?? (ConditionKeyName.Listed(key) is { } listed ? ByName.Value.GetValueOrDefault(listed) : null);
    }

    private static FrozenDictionary<string, GlobalConditionKey> Read()
    {
        using var document = JsonDocument.Parse(CatalogResource.Bytes("global-condition-keys.json"));
        return document.RootElement.EnumerateArray().Select(Key).ToFrozenDictionary(key => key.Name, StringComparer.OrdinalIgnoreCase);
    }

    private static GlobalConditionKey Key(JsonElement json) =>
        new(json.GetProperty("name").GetString()!, json.GetProperty("type").GetString()!)
        {
            AlsoType = json.TryGetProperty("alsoType", out var type) ? type.GetString() : null,
            IsMultivalued = json.TryGetProperty("multivalued", out _),
            Presence = json.TryGetProperty("always", out _) ? ConditionKeyPresence.Always : ConditionKeyPresence.Sometimes,
            IsCrossService = json.TryGetProperty("crossService", out _),
            CataloguePrefixes = json.TryGetProperty("cataloguePrefixes", out var prefixes)
                ? [.. prefixes.EnumerateArray().Select(prefix => prefix.GetString()!)]
                : null,
        };
}
