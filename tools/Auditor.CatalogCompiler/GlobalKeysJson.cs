using System.Text.Json.Nodes;

namespace Auditor.CatalogCompiler;

/// <summary>global-condition-keys.json: what the engine asks of a key; sources and explanations stay in the raw data.</summary>
internal static class GlobalKeysJson
{
    public static IEnumerable<string> Lines(IEnumerable<RawGlobalKey> keys) =>
        ["[", .. JsonText.Separated(keys.OrderBy(key => key.Name, StringComparer.Ordinal).Select(Key)), "]"];

    private static string Key(RawGlobalKey key)
    {
        var node = new JsonObject { ["name"] = key.Name, ["type"] = key.Type };
        if (key.AlsoType is not null)
            node["alsoType"] = key.AlsoType;
        if (key.Multivalued)
            node["multivalued"] = true;
        if (key.Presence == "always")
            node["always"] = true;
        if (key.CrossService)
            node["crossService"] = true;
        if (key.CataloguePrefixes is { } prefixes)
            node["cataloguePrefixes"] = JsonText.Array(prefixes);
        return JsonText.Of(node);
    }
}
