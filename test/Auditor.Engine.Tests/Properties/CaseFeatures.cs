using System.Text.Json;
using Auditor.Engine.Policies;

namespace Auditor.Engine.Properties;

/// <summary>What a generated case is made of. A key that is not in <see cref="All"/> is a mistake of the generator.</summary>
internal sealed class CaseFeatures
{
    private static readonly string[] Layers = ["identity", "boundary", "session", "scps", "rcps", "resourcePolicy"];
    private static readonly string[] Qualifiers = ["plain", "ForAllValues", "ForAnyValue"];

    private static readonly Dictionary<string, PolicyType> Types = new(StringComparer.Ordinal)
    {
        ["identity"] = PolicyType.IdentityBased,
        ["boundary"] = PolicyType.PermissionsBoundary,
        ["session"] = PolicyType.Session,
        ["scps"] = PolicyType.ServiceControlPolicy,
        ["rcps"] = PolicyType.ResourceControlPolicy,
        ["resourcePolicy"] = PolicyType.ResourceBased,
    };

    private readonly HashSet<string> found = new(StringComparer.Ordinal);
    private readonly JsonElement context;

    public CaseFeatures(JsonElement made)
    {
        context = made.GetProperty("request").GetProperty("context");
        AddIf(made.GetRawText().Contains("\\u00E9", StringComparison.OrdinalIgnoreCase), "unicode");
        foreach (var layer in Layers.Where(layer => made.TryGetProperty(layer, out _)))
            AddLayer(layer, made.GetProperty(layer));
    }

    public static IReadOnlyCollection<string> All { get; } =
    [
        .. Vocabulary.Clauses.SelectMany(clause => clause.Operators).Append("Null"),
        .. Qualifiers.Select(qualifier => "qualifier " + qualifier),
        .. Layers,
        .. Layers.Select(layer => "full size " + layer),
        "IfExists", "missing key", "multivalued key", "key in odd casing", "operator in odd casing", "action in odd casing", "variable", "variable with default",
        "incomplete ARN", "unicode", "NotAction", "NotResource", "NotPrincipal", "Principal", "version 2008-10-17", "no version", "one statement without brackets", "value without quotation marks",
    ];

    public IReadOnlyCollection<string> Found => found;

    private void AddLayer(string layer, JsonElement value)
    {
        found.Add(layer);
        foreach (var document in Documents(value))
        {
            AddIf(document.GetRawText().Length > Types[layer].Quota() * 9 / 10, "full size " + layer);
            AddIf(!document.TryGetProperty("Version", out var version), "no version");
            AddIf(version.ValueKind == JsonValueKind.String && version.GetString() == "2008-10-17", "version 2008-10-17");
            var statements = document.GetProperty("Statement");
            AddIf(statements.ValueKind == JsonValueKind.Object, "one statement without brackets");
            foreach (var statement in List(statements))
                AddStatement(statement);
        }
    }

    private void AddStatement(JsonElement statement)
    {
        foreach (var element in statement.EnumerateObject())
        {
            AddIf(element.Name is "NotAction" or "NotResource" or "NotPrincipal" or "Principal", element.Name);
            if (element.Name.EndsWith("Action", StringComparison.Ordinal))
                AddIf(Texts(element.Value).Any(text => Vocabulary.Actions.Any(action => text != action && text.Equals(action, StringComparison.OrdinalIgnoreCase))), "action in odd casing");
            if (element.Name.EndsWith("Resource", StringComparison.Ordinal))
                AddIf(Texts(element.Value).Any(Vocabulary.IncompleteArns.Contains), "incomplete ARN");
        }

        AddIf(statement.GetRawText().Contains("${", StringComparison.Ordinal), "variable");
        AddIf(statement.GetRawText().Contains("team, \\u0027", StringComparison.Ordinal), "variable with default");
        if (!statement.TryGetProperty("Condition", out var condition))
            return;
        foreach (var op in condition.EnumerateObject())
            AddCondition(op.Name, op.Value);
    }

    private void AddCondition(string written, JsonElement keys)
    {
        var colon = written.IndexOf(':', StringComparison.Ordinal);
        var name = written[(colon + 1)..];
        AddIf(name.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase), "IfExists");
        name = name.Replace("IfExists", "", StringComparison.OrdinalIgnoreCase);
        AddIf(!All.Contains(name), "operator in odd casing");
        found.Add(All.First(feature => feature.Equals(name, StringComparison.OrdinalIgnoreCase)));
        found.Add("qualifier " + (colon < 0 ? "plain" : Qualifiers.First(qualifier => qualifier.Equals(written[..colon], StringComparison.OrdinalIgnoreCase))));
        foreach (var key in keys.EnumerateObject())
        {
            var given = context.EnumerateObject().FirstOrDefault(entry => entry.Name.Equals(key.Name, StringComparison.OrdinalIgnoreCase)).Value;
            AddIf(given.ValueKind == JsonValueKind.Undefined, "missing key");
            AddIf(given.ValueKind == JsonValueKind.Array, "multivalued key");
            AddIf(!Vocabulary.Values.ContainsKey(key.Name), "key in odd casing");
            AddIf(List(key.Value).Any(value => value.ValueKind != JsonValueKind.String), "value without quotation marks");
        }
    }

    private void AddIf(bool condition, string feature)
    {
        if (condition)
            found.Add(feature);
    }

    private static IEnumerable<JsonElement> Documents(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(Documents) : [value];

    private static JsonElement[] List(JsonElement value) => value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];

    private static IEnumerable<string> Texts(JsonElement value) => List(value).Select(item => item.GetString()!);
}
