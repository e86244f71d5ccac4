using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;

namespace Auditor.Engine.Properties;

/// <summary>Makes random cases in the form of <c>Cases/*.json</c>, from a small vocabulary so that things meet.</summary>
internal static class CaseGenerator
{
    public const string Unknown = """{"unknown":true}""";

    /// <summary>The keys of a generated context, each with the values that it may have, as JSON.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Values = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["aws:username"] = ["\"anna\"", "\"*\"", "\"a?\"", "\"\""],
        ["aws:PrincipalTag/team"] = ["\"blue\"", "\"red\"", "[\"blue\"]"],
        ["aws:TagKeys"] = ["[]", "[\"blue\"]", "[\"blue\",\"red\"]", "[\"\"]", "\"blue\""],
        ["aws:PrincipalArn"] = ["\"arn:aws:iam::111122223333:role/x/anna\"", "\"arn:aws:iam::111122223333:role/anna\"", "\"anna\""],
        ["n"] = ["\"5\"", "\"5.0\"", "\"7\"", "\"five\""],
        ["b"] = ["\"true\"", "\"FALSE\"", "\"x\""],
        ["ip"] = ["\"10.1.2.3\"", "\"192.0.2.1\"", "\"2001:db8::1\"", "\"x\""],
        ["d"] = ["\"2026-11-23T00:00:00Z\"", "\"2026-11-24T00:00:00Z\"", "\"x\""],
    };

    private const string Bc = "arn:aws:billingconductor::111122223333:";
    private static readonly Gen<string> Action = Gen.OneOf("billingconductor:ListBillingGroups", "billingconductor:UpdateBillingGroup", "s3:GetObject");
    private static readonly Gen<string> Resource = Gen.OneOf("*", Bc + "billinggroup/anna", Bc + "billinggroup/*", Bc + "pricingplan/blue", "arn:aws:s3:::anna/blue", "arn:aws:logs:us-east-1:1:a:b");
    private static readonly Gen<string> ActionPattern = Gen.Frequency(
        (1, Gen.OneOf("*", "*:*", "billingconductor:*", "BILLINGCONDUCTOR:list*", "billingconductor:*Group", "s3:Get?bject", "billing:*", "s3*")), (1, Action));
    private static readonly Gen<string> ResourcePattern = Gen.Frequency(
        (1, Gen.OneOf("*", "**", "arn:*", "arn:aws:billingconductor", "arn:aws:billingconductor:*", Bc + "*", "arn:aws:*:*:*:*", "arn:aws:?3:::*", "arn:aws:s*:::anna*")),
        (1, Gen.OneOf(Bc + "billinggroup/${aws:username}", Bc + "*/${aws:PrincipalTag/team}", Bc + "billinggroup/${*}", Bc + "billinggroup/${aws:PrincipalTag/team, 'anna'}", "arn:aws:logs:*:a:b", "arn:aws:logs:*1:a:b", "ARN:AWS:S3:::anna/*")),
        (1, Resource));

    private static readonly Gen<JsonObject> Clause = Gen.OneOf(
        Entry(["StringEquals", "StringNotEquals", "StringLike", "StringNotLike"], ["aws:username", "aws:PrincipalTag/team", "aws:TagKeys", "AWS:USERNAME"], ["anna", "blue", "a*", "*", "${aws:username}", "${*}", "${aws:PrincipalTag/team, 'blue'}"]),
        Entry(["ArnLike", "ArnNotLike", "ArnEquals", "ArnNotEquals"], ["aws:PrincipalArn"], ["arn:aws:iam::*:role/anna", "arn:*:*:*:*:*", "arn:aws:iam::111122223333:role/*${aws:username}", "arn:aws:iam:*:role/anna", "*"]),
        Entry(["NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals"], ["n"], ["5", "6.5", "x"]),
        Entry(["DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals"], ["d"], ["2026-11-23T00:00:00Z", "2026-11-23T12:00:00Z", "x"]),
        Entry(["Bool"], ["b"], ["true", "false", "x"]),
        Entry(["IpAddress", "NotIpAddress"], ["ip"], ["10.0.0.0/8", "0.0.0.0/0", "2001:db8::/32"]),
        Gen.Select(Gen.OneOf([.. Values.Keys]), Gen.OneOf("true", "false"), (key, value) => new JsonObject { ["Null"] = new JsonObject { [key] = value } }));

    private static readonly Gen<JsonObject> Statement =
        Gen.Select(Gen.Frequency((3, "Allow"), (1, "Deny")), Gen.Frequency((4, ""), (1, "Not")), Texts(ActionPattern), Gen.Frequency((4, ""), (1, "Not")), Texts(ResourcePattern), Gen.Frequency((1, Gen.Const(() => (JsonObject?)null)), (2, Clause.Select(JsonObject? (clause) => clause))),
            (effect, notAction, actions, notResource, resources, condition) =>
            {
                var statement = new JsonObject { ["Effect"] = effect, [notAction + "Action"] = actions, [notResource + "Resource"] = resources };
                if (condition is not null)
                    statement["Condition"] = condition.DeepClone();
                return statement;
            });

    private static readonly Gen<JsonObject> Document = Gen.Select(Gen.Frequency((4, "2012-10-17"), (1, "2008-10-17")), Statement.Array[1, 3],
        (version, statements) => new JsonObject { ["Version"] = version, ["Statement"] = new JsonArray([.. statements]) });

    private static readonly Gen<JsonArray> Documents = Document.Array[1, 2].Select(documents => new JsonArray([.. documents]));

    /// <summary>A case as JSON text; a context with keys of unknown value if asked for.</summary>
    public static Gen<string> Case(bool withUnknown) =>
        Gen.Select(Action, Resource, Context(withUnknown), Documents, Optional(Document.Select(JsonNode (node) => node)), Optional(Documents.Select(JsonNode (node) => node)), Optional(Documents.Array[1, 2].Select(JsonNode (levels) => new JsonArray([.. levels]))),
            (action, resource, context, identity, boundary, session, scps) =>
            {
                var made = new JsonObject { ["request"] = new JsonObject { ["action"] = action, ["resource"] = resource, ["context"] = context }, ["identity"] = identity };
                foreach (var (member, node) in new[] { ("boundary", boundary), ("session", session), ("scps", scps) })
                {
                    if (node is not null)
                        made[member] = node.DeepClone();
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

    private static Gen<JsonObject> Context(bool withUnknown)
    {
        var context = Gen.Const(() => Array.Empty<KeyValuePair<string, string>>());
        foreach (var (key, values) in Values)
        {
            string?[] choices = withUnknown ? [null, Unknown, .. values] : [null, .. values];
            context = Gen.Select(context, Gen.OneOf(choices), (entries, value) => value is null ? entries : [.. entries, KeyValuePair.Create(key, value)]);
        }

        return context.Select(ToObject);
    }

    private static JsonObject ToObject(IEnumerable<KeyValuePair<string, string>> context) =>
        new(context.Select(entry => KeyValuePair.Create(entry.Key, JsonNode.Parse(entry.Value))));

    private static Gen<JsonNode?> Optional(Gen<JsonNode> made) => Gen.Frequency((2, Gen.Const(() => (JsonNode?)null)), (1, made.Select(JsonNode? (node) => node)));

    private static Gen<JsonArray> Texts(Gen<string> text) => text.Array[1, 2].Select(texts => new JsonArray([.. texts.Select(item => JsonValue.Create(item))]));

    private static Gen<JsonObject> Entry(string[] operators, string[] keys, string[] values) =>
        Gen.Select(Gen.OneOf("", "", "ForAllValues:", "ForAnyValue:"), Gen.OneOf(operators), Gen.OneOf("", "", "IfExists"), Gen.OneOf(keys), Texts(Gen.OneOf(values)),
            (set, op, ifExists, key, texts) => new JsonObject { [set + op + ifExists] = new JsonObject { [key] = texts } });
}
