using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Findings;

/// <summary>A statement in a few words; on every resource unless it says otherwise.</summary>
internal sealed class PolicyStatement
{
    private readonly JsonObject node;

    private PolicyStatement(string effect, string element, string[] actions) =>
        node = new JsonObject { ["Effect"] = effect, [element] = List(actions), ["Resource"] = "*" };

    public static PolicyStatement Allow(params string[] actions) => new("Allow", "Action", actions);

    public static PolicyStatement AllowAllBut(params string[] actions) => new("Allow", "NotAction", actions);

    public static PolicyStatement Deny(params string[] actions) => new("Deny", "Action", actions);

    public static PolicyStatement DenyAllBut(params string[] actions) => new("Deny", "NotAction", actions);

    public PolicyStatement On(params string[] resources)
    {
        node["Resource"] = List(resources);
        return this;
    }

    public PolicyStatement OnAllBut(params string[] resources)
    {
        node.Remove("Resource");
        node["NotResource"] = List(resources);
        return this;
    }

    public PolicyStatement When(string conditionOperator, string key, params string[] values)
    {
        var conditions = node["Condition"] as JsonObject ?? new JsonObject();
        var keys = conditions[conditionOperator] as JsonObject ?? new JsonObject();
        keys[key] = List(values);
        if (keys.Parent is null)
            conditions[conditionOperator] = keys;
        if (conditions.Parent is null)
            node["Condition"] = conditions;
        return this;
    }

    public PolicyStatement Sid(string sid)
    {
        node["Sid"] = sid;
        return this;
    }

    public JsonNode ToNode() => node.DeepClone();

    private static JsonNode List(string[] values) =>
        values.Length == 1 ? JsonValue.Create(values[0]) : new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
}
