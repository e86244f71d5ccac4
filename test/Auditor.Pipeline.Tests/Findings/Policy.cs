using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Findings;

/// <summary>A policy document in a few words.</summary>
internal sealed class Policy
{
    private readonly JsonNode node;

    private Policy(JsonNode node) => this.node = node;

    public static Policy Allow(params string[] actions) => Of(PolicyStatement.Allow(actions));

    public static Policy Deny(params string[] actions) => Of(PolicyStatement.Deny(actions));

    public static Policy Of(params PolicyStatement[] statements) => new(new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray([.. statements.Select(statement => statement.ToNode())]),
    });

    /// <summary>A document as written: for what the other words cannot say.</summary>
    public static Policy Json(string text) => new(JsonNode.Parse(text)!);

    public static Policy Trust(string action, string type, params string[] principals) => new(new JsonObject
    {
        ["Version"] = "2012-10-17",
        ["Statement"] = new JsonArray(new JsonObject
        {
            ["Effect"] = "Allow",
            ["Principal"] = new JsonObject { [type] = new JsonArray([.. principals.Select(principal => JsonValue.Create(principal))]) },
            ["Action"] = action,
        }),
    });

    /// <summary>A trust policy that lets IAM principals assume the role.</summary>
    public static Policy TrustOf(params string[] principals) => Trust("sts:AssumeRole", "AWS", principals);

    public JsonNode ToNode() => node.DeepClone();
}
