using System.Text.Json.Nodes;

namespace Auditor.CatalogCompiler;

/// <summary>
/// catalog.json: members that would be empty are left out, and a resource type that an action requires carries an
/// asterisk, as in the Service Authorization Reference.
/// </summary>
internal static class CatalogJson
{
    public static IEnumerable<string> Lines(RawCatalog raw)
    {
        var version = $"{raw.Sources.UpdatedAt:yyyy-MM-dd} (iam-data {raw.Sources.Version})";
        var services = raw.Services.Values.OrderBy(service => service.Prefix, StringComparer.Ordinal).SelectMany(Service);
        return [$$"""{"version":{{JsonText.Of(version)}},"services":[""", .. JsonText.Separated(services), "]}"];
    }

    private static string[] Service(RawService service)
    {
        var head = new JsonObject { ["prefix"] = service.Prefix, ["name"] = service.Name };
        if (service.ConditionKeys.Count > 0)
            head["conditionKeys"] = new JsonObject(service.ConditionKeys.Select(key => KeyValuePair.Create(key.Key, (JsonNode?)key.Type)));
        if (service.Resources.Count > 0)
            head["resourceTypes"] = new JsonArray([.. service.Resources.Select(ResourceType)]);
        var actions = service.Actions.OrderBy(action => action.Name, StringComparer.Ordinal).Select(Action);
        return [JsonText.Of(head)[..^1] + ",\"actions\":[\n" + string.Join(",\n", actions) + "]}"];
    }

    private static JsonNode ResourceType(RawResourceType type)
    {
        var node = new JsonObject { ["type"] = type.Type, ["arns"] = JsonText.Array(type.ArnPatterns) };
        if (type.ConditionKeys.Count > 0)
            node["keys"] = JsonText.Array(type.ConditionKeys);
        return node;
    }

    private static string Action(RawAction action)
    {
        var node = new JsonObject { ["name"] = action.Name, ["level"] = action.AccessLevel };
        if (action.Resources.Count > 0)
            node["resources"] = JsonText.Array(action.Resources.Select(resource => resource.Required ? resource.Type + "*" : resource.Type));
        if (action.ConditionKeys.Count > 0)
            node["keys"] = JsonText.Array(action.ConditionKeys);
        if (DependentActions(action) is { Count: > 0 } dependents)
            node["dependents"] = dependents;
        if (action.Added is { } added)
            node["added"] = $"{added:yyyy-MM-dd}";
        return JsonText.Of(node);
    }

    private static JsonArray DependentActions(RawAction action)
    {
        var always = action.DependentActions.Select(name => (JsonNode)new JsonObject { ["action"] = name });
        var sometimes = (action.ConditionalDependentActions ?? [])
            .Select(dependent => (JsonNode)new JsonObject { ["action"] = dependent.Action, ["when"] = dependent.When });
        return new JsonArray([.. always, .. sometimes]);
    }
}
