using System.Text.Json.Nodes;

namespace Auditor.Engine.Properties;

/// <summary>Changes to a generated case.</summary>
internal static class CaseEdits
{
    /// <summary>Every policy document of every layer.</summary>
    public static IEnumerable<JsonObject> Documents(JsonObject made) =>
        PolicyLists(made).SelectMany(policies => policies.Select(document => document!.AsObject()))
            .Concat(new[] { made["boundary"], made["resourcePolicy"] }.OfType<JsonObject>());

    /// <summary>The lists of policies that are alternatives to each other.</summary>
    public static IEnumerable<JsonArray> PolicyLists(JsonObject made) =>
        new[] { made["identity"], made["session"] }.OfType<JsonArray>()
            .Concat(new[] { made["scps"], made["rcps"] }.OfType<JsonArray>().SelectMany(levels => levels.Select(level => level!.AsArray())));

    public static IEnumerable<JsonObject> Statements(JsonObject document) =>
        document["Statement"] is JsonArray list ? list.Select(statement => statement!.AsObject()) : [document["Statement"]!.AsObject()];

    public static void ReplaceStatements(JsonObject document, Func<IEnumerable<JsonObject>, IEnumerable<JsonObject>> change) =>
        document["Statement"] = new JsonArray([.. change([.. Statements(document)]).Select(statement => statement.DeepClone())]);

    public static void Reverse(JsonArray list)
    {
        JsonNode[] reversed = [.. list.Reverse().Select(item => item!.DeepClone())];
        list.Clear();
        foreach (var item in reversed)
            list.Add(item);
    }

    /// <summary>Two statements that share the entries of Action, or else of Resource, between them; the statement itself where neither is a list.</summary>
    public static IEnumerable<JsonObject> Split(JsonObject statement)
    {
        var element = new[] { "Action", "Resource" }.FirstOrDefault(name => statement[name] is JsonArray { Count: > 1 });
        if (element is null)
            return [statement];
        var entries = statement[element]!.AsArray();
        return new[] { entries.Take(1), entries.Skip(1) }.Select(part =>
        {
            var half = statement.DeepClone().AsObject();
            half[element] = new JsonArray([.. part.Select(entry => entry!.DeepClone())]);
            return half;
        });
    }
}
