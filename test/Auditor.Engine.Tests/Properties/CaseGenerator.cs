using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Engine.Policies;
using CsCheck;

namespace Auditor.Engine.Properties;

/// <summary>Makes random cases in the form of <c>Cases/*.json</c>, from a small vocabulary so that things meet.</summary>
internal static class CaseGenerator
{
    public const string Unknown = """{"unknown":true}""";

    private static readonly Gen<JsonNode?> Session = Gen.Frequency(
        (1, Gen.Const(() => (JsonNode?)new JsonArray())),
        (9, Documents(PolicyType.Session)!));

    private static readonly Gen<(string Name, JsonNode? Node)[]> Layers = Gen.Select(
        Documents(PolicyType.IdentityBased),
        Optional(StatementGenerator.Document(PolicyType.PermissionsBoundary).Select(JsonNode? (node) => node)),
        Optional(Session),
        Optional(Levels(PolicyType.ServiceControlPolicy)),
        Optional(Levels(PolicyType.ResourceControlPolicy)),
        Optional(StatementGenerator.Document(PolicyType.ResourceBased).Select(JsonNode? (node) => node)),
        (identity, boundary, session, scps, rcps, resource) => new (string, JsonNode?)[]
        {
            ("identity", identity), ("boundary", boundary), ("session", session), ("scps", scps), ("rcps", rcps), ("resourcePolicy", resource),
        });

    /// <summary>A case as JSON text; a context with keys of unknown value if asked for.</summary>
    public static Gen<string> Case(bool withUnknown) => Gen.Select(
        ConditionGenerator.OddlyCased(Gen.OneOf(Vocabulary.Actions)),
        Gen.OneOf(Vocabulary.Resources),
        Context(withUnknown),
        Gen.OneOf([null, .. Vocabulary.Callers]),
        Gen.Frequency((3, (string?)null), (1, Vocabulary.Account)),
        Layers,
        (action, resource, context, caller, owner, layers) =>
        {
            var request = new JsonObject { ["action"] = action, ["resource"] = resource, ["context"] = context.DeepClone() };
            if (caller is not null)
                request["principal"] = caller;
            if (owner is not null)
                request["resourceAccount"] = owner;
            var made = new JsonObject { ["request"] = request };
            foreach (var (name, node) in layers)
            {
                if (node is not null)
                    made[name] = node.DeepClone();
            }

            return made.ToJsonString();
        });

    /// <summary>A case with its context replaced.</summary>
    public static JsonElement WithContext(string made, IEnumerable<KeyValuePair<string, string>> context)
    {
        var changed = JsonNode.Parse(made)!;
        changed["request"]!["context"] = ToObject(context);
        return JsonElement.Parse(changed.ToJsonString());
    }

    /// <summary>One text, with or without brackets, or several.</summary>
    public static Gen<JsonNode> Texts(Gen<string> text) => Gen.Select(text.Array[1, 3], Gen.Bool, JsonNode (texts, brackets) =>
        texts.Length == 1 && !brackets ? JsonValue.Create(texts[0]) : new JsonArray([.. texts.Select(item => JsonValue.Create(item))]));

    private static Gen<JsonNode> Documents(PolicyType type) =>
        StatementGenerator.Document(type).Array[1, 2].Select(JsonNode (documents) => new JsonArray([.. documents.Select(document => document.DeepClone())]));

    private static Gen<JsonNode?> Levels(PolicyType type) =>
        Documents(type).Array[1, 3].Select(JsonNode? (levels) => new JsonArray([.. levels.Select(level => level.DeepClone())]));

    private static Gen<JsonObject> Context(bool withUnknown)
    {
        var context = Gen.Const(() => Array.Empty<KeyValuePair<string, string>>());
        foreach (var (key, values) in Vocabulary.Values)
        {
            string?[] choices = withUnknown ? [null, Unknown, .. values] : [null, .. values];
            context = Gen.Select(context, Gen.OneOf(choices), (entries, value) => value is null ? entries : [.. entries, KeyValuePair.Create(key, value)]);
        }

        return context.Select(ToObject);
    }

    private static JsonObject ToObject(IEnumerable<KeyValuePair<string, string>> context) =>
        new(context.Select(entry => KeyValuePair.Create(entry.Key, JsonNode.Parse(entry.Value))));

    private static Gen<JsonNode?> Optional(Gen<JsonNode?> made) => Gen.Frequency((2, Gen.Const(() => (JsonNode?)null)), (1, made));
}
