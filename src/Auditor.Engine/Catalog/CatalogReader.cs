using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Auditor.Engine.Catalog;

/// <summary>Reads catalog.json, which the catalogue compiler has checked: a member left out is an empty one.</summary>
internal static class CatalogReader
{
    public static ServiceCatalog Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new ServiceCatalog(Text(root, "version"), root.GetProperty("services").EnumerateArray().Select(Service));
    }

    private static CatalogService Service(JsonElement json)
    {
        var prefix = Text(json, "prefix");
        var types = Items(json, "resourceTypes")
            .Select(type => new CatalogResourceType(Text(type, "type"), Texts(type, "arns"), Texts(type, "keys")))
            .ToDictionary(type => type.Type, StringComparer.OrdinalIgnoreCase);
        return new CatalogService(prefix, Text(json, "name"))
        {
            Actions = [.. Items(json, "actions").Select(action => Action(prefix, action, types))],
            ResourceTypes = types,
            ConditionKeys = ConditionKeys(json),
        };
    }

    private static CatalogAction Action(string prefix, JsonElement json, Dictionary<string, CatalogResourceType> types)
    {
        ImmutableArray<ActionResource> resources = [.. Texts(json, "resources").Select(Resource)];
        var keys = Texts(json, "keys");
        return new CatalogAction(prefix, Text(json, "name"))
        {
            AccessLevel = Level(Text(json, "level")),
            Resources = resources,
            AuthorizedTypes = AuthorizedTypes(resources),
            ConditionKeys = keys,
            CarriedKeys = [.. keys.Concat(resources.SelectMany(resource => types[resource.Type].ConditionKeys)).Distinct(StringComparer.Ordinal)],
            DependentActions = [.. Items(json, "dependents").Select(Dependent)],
            Added = json.TryGetProperty("added", out var added)
                ? DateOnly.ParseExact(added.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture)
                : null,
        };
    }

    private static ImmutableArray<string> AuthorizedTypes(ImmutableArray<ActionResource> resources)
    {
        var anyRequired = resources.Any(resource => resource.Required);
        return [.. resources.Where(resource => resource.Required == anyRequired).Select(resource => resource.Type)];
    }

    private static ActionResource Resource(string text) => new(text.TrimEnd('*'), text.EndsWith('*'));

    private static DependentAction Dependent(JsonElement json) =>
        new(Text(json, "action"), json.TryGetProperty("when", out var when) ? when.GetString() : null);

    private static AccessLevel Level(string text) => text switch
    {
        "List" => AccessLevel.List,
        "Read" => AccessLevel.Read,
        "Write" => AccessLevel.Write,
        "Tagging" => AccessLevel.Tagging,
        "Permissions management" => AccessLevel.PermissionsManagement,
        _ => throw new InvalidOperationException($"the catalogue has the unknown access level `{text}`"),
    };

    private static Dictionary<string, string> ConditionKeys(JsonElement json)
    {
        IEnumerable<JsonProperty> keys = json.TryGetProperty("conditionKeys", out var value) ? value.EnumerateObject() : [];
        return keys.ToDictionary(key => key.Name, key => key.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
    }

    private static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    private static ImmutableArray<string> Texts(JsonElement json, string member) =>
        [.. Items(json, member).Select(item => item.GetString()!)];

    private static JsonElement[] Items(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) ? [.. value.EnumerateArray()] : [];
}
