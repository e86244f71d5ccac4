using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Pipeline.Expect;

/// <summary>The part of JSON Schema 2020-12 that our schemas use, and of draft 4 that SARIF's uses. A keyword that it does not know fails the test.</summary>
/// <remarks>JsonSchema.Net is the obvious choice, but the packages it depends on are not restorable everywhere.</remarks>
internal sealed class JsonSchemaChecker(JsonElement root)
{
    private static readonly HashSet<string> Annotations =
        new(["$schema", "$defs", "$comment", "id", "definitions", "title", "description", "default", "examples", "format"], StringComparer.Ordinal);

    public bool IsValid(JsonElement value) => IsValid(root, value);

    public bool IsValid(JsonElement schema, JsonElement value) => schema.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ =>
            schema.EnumerateObject().All(
                keyword => Annotations.Contains(keyword.Name) || Holds(schema, keyword.Name, keyword.Value, value)),
    };

    private bool Holds(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "$ref" => IsValid(Resolve(rule.GetString()!), value),
        "type" => Types(rule).Any(type => IsOfType(type, value)),
        "enum" => rule.EnumerateArray().Any(allowed => JsonElement.DeepEquals(allowed, value)),
        "const" => JsonElement.DeepEquals(rule, value),
        "not" => !IsValid(rule, value),
        "anyOf" => rule.EnumerateArray().Any(option => IsValid(option, value)),
        "oneOf" => rule.EnumerateArray().Count(option => IsValid(option, value)) == 1,
        "properties" or "additionalProperties" or "propertyNames" or "required" or "maxProperties" or "dependentSchemas" =>
            value.ValueKind != JsonValueKind.Object || HoldsForObject(schema, keyword, rule, value),
        "items" => value.ValueKind != JsonValueKind.Array || value.EnumerateArray().All(item => IsValid(rule, item)),
        "minItems" => value.ValueKind != JsonValueKind.Array || value.GetArrayLength() >= rule.GetInt32(),
        "uniqueItems" => value.ValueKind != JsonValueKind.Array || !rule.GetBoolean() || AreUnique(value),
        "pattern" =>
            value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.GetString()!, RegexOptions.ECMAScript),
        "minLength" => value.ValueKind != JsonValueKind.String || Length(value) >= rule.GetInt32(),
        "maxLength" => value.ValueKind != JsonValueKind.String || Length(value) <= rule.GetInt32(),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= rule.GetDecimal(),
        _ => throw new NotSupportedException($"the keyword `{keyword}` is not checked here: add it"),
    };

    private bool HoldsForObject(JsonElement schema, string keyword, JsonElement rule, JsonElement value) => keyword switch
    {
        "properties" => value.EnumerateObject().All(member => !rule.TryGetProperty(member.Name, out var own) || IsValid(own, member.Value)),
        "additionalProperties" => value.EnumerateObject()
            .Where(member => !schema.TryGetProperty("properties", out var named) || !named.TryGetProperty(member.Name, out _))
            .All(member => IsValid(rule, member.Value)),
        "propertyNames" => value.EnumerateObject().All(member => IsValid(rule, Text(member.Name))),
        "required" => rule.EnumerateArray().All(name => value.TryGetProperty(name.GetString()!, out _)),
        "maxProperties" => value.EnumerateObject().Count() <= rule.GetInt32(),
        _ => rule.EnumerateObject().All(dependent => !value.TryGetProperty(dependent.Name, out _) || IsValid(dependent.Value, value)),
    };

    private JsonElement Resolve(string reference)
    {
        Assert.StartsWith("#/", reference, StringComparison.Ordinal);
        return reference[2..].Split('/').Aggregate(root, (element, name) => element.GetProperty(name));
    }

    private static IEnumerable<string> Types(JsonElement rule) =>
        rule.ValueKind == JsonValueKind.String ? [rule.GetString()!] : rule.EnumerateArray().Select(type => type.GetString()!);

    private static bool IsOfType(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && decimal.IsInteger(value.GetDecimal()),
        _ => throw new NotSupportedException($"the type `{type}` is not checked here: add it"),
    };

    private static bool AreUnique(JsonElement value) =>
        value.EnumerateArray().Index().All(left => value.EnumerateArray().Skip(left.Index + 1).All(right => !JsonElement.DeepEquals(left.Item, right)));

    private static int Length(JsonElement value) => new StringInfo(value.GetString()!).LengthInTextElements;

    private static JsonElement Text(string text)
    {
        using var document = JsonDocument.Parse($"\"{JsonEncodedText.Encode(text)}\"");
        return document.RootElement.Clone();
    }
}
