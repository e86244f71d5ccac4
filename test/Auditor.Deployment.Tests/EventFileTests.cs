using System.Text.Json.Nodes;

namespace Auditor.Deployment.Tests;

/// <summary>events/ shows each way to ask the function; the function's own tests send them.</summary>
public sealed class EventFileTests
{
    [Fact]
    public void Every_way_to_ask_the_function_has_an_event()
    {
        var shapes = Directory.GetFiles(Path.Combine(Repository.Root, "events"), "*.json")
            .Select(file => JsonNode.Parse(File.ReadAllText(file))!.AsObject())
            .Select(shape => shape.Count == 1 ? ShapeOf(shape.First().Key, shape.First().Value!) : shape["detail-type"]!.ToString());
        Assert.Equal(
            ["AWS API Call via CloudTrail", "Scheduled Event", "account", "aggregate", "audit", "audit of a part", "continue", "explain", "explain a message", "heartbeat", "plan", "schedule", "simulate", "simulate a list", "testMessage"],
            shapes.Order(StringComparer.Ordinal));
    }

    private static string ShapeOf(string name, JsonNode value) => value switch
    {
        JsonArray => name + " a list",
        JsonObject explain when explain.ContainsKey("message") => name + " a message",
        JsonObject { Count: > 0 } when name == "audit" => name + " of a part",
        _ => name,
    };
}
