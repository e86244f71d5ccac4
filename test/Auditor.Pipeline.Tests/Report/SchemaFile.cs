using System.Text.Json;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Tests.Report;

/// <summary>A published schema.</summary>
internal sealed class SchemaFile
{
    private readonly JsonElement root;
    private readonly JsonSchemaChecker checker;

    public SchemaFile(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "schema", name)));
        root = document.RootElement.Clone();
        checker = new JsonSchemaChecker(root);
    }

    public bool IsValid(string json) => IsValid(root, json);

    public bool IsValid(string definition, string json) => IsValid(root.GetProperty("$defs").GetProperty(definition), json);

    /// <summary>True for a place inside a policy or template that a remedy carries: data, of whatever members.</summary>
    public static bool IsPolicyOfRemedy(string path) =>
        ((string[])[".before[", ".after[", ".document", ".cloudFormation"]).Any(part => path.Contains(part, StringComparison.Ordinal));

    /// <summary>The members that have no description, anywhere in the schema.</summary>
    public IEnumerable<string> Undescribed() => Undescribed(root, "");

    private bool IsValid(JsonElement schema, string json)
    {
        using var document = JsonDocument.Parse(json);
        return checker.IsValid(schema, document.RootElement);
    }

    private static IEnumerable<string> Undescribed(JsonElement element, string path)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany((item, index) => Undescribed(item, $"{path}/{index}"));
        if (element.ValueKind != JsonValueKind.Object)
            return [];
        var members = element.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToArray() : [];
        var missing = members.Where(
            member => !member.Value.TryGetProperty("description", out _) && !member.Value.TryGetProperty("$ref", out _));
        return missing.Select(member => $"{path}/{member.Name}")
            .Concat(element.EnumerateObject().SelectMany(member => Undescribed(member.Value, $"{path}/{member.Name}")));
    }
}
