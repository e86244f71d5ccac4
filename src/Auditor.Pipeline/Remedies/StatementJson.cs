using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Expect;

namespace Auditor.Pipeline.Remedies;

/// <summary>Writes statements, and changed copies of statements, as JSON.</summary>
internal static class StatementJson
{
    // What has none but these has no white space, and nothing that could be escaped in another way.
    private static readonly SearchValues<char> AlreadyCompact =
        SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(character => (char)character).Where(character => character != '\\')]);

    // What an HTML page would need escaped stays readable here.
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string PrincipalArn = "aws:PrincipalArn";
    private const string Only = "ArnLike";
    private static readonly string[] Negated = ["ArnNotLike", "ArnNotEquals", "StringNotLike"];

    public static string Make(Effect effect, ImmutableArray<string> actions, ImmutableArray<string> resources, string? onlyPrincipal = null) =>
        Text(Base(effect, "Action", actions, "Resource", resources, onlyPrincipal));

    /// <summary>A statement with a Sid, and where values of context keys are given, for these only.</summary>
    public static string MakeNamed(string sid, Effect effect, ImmutableArray<string> actions, ImmutableArray<string> resources, ImmutableArray<FixedContextValue> context)
    {
        var made = Base(effect, "Action", actions, "Resource", resources, null);
        made.Insert(0, "Sid", JsonValue.Create(sid));
        if (context.IsEmpty)
            return Text(made);
        var equals = new JsonObject();
        foreach (var value in context)
            equals[value.Key] = JsonValue.Create(value.Value);
        made["Condition"] = new JsonObject { ["StringEquals"] = equals };
        return Text(made);
    }

    /// <summary>A Deny of one action everywhere but on these resources, with the conditions of another statement.</summary>
    public static string DenyElsewhere(Statement like, string action, ImmutableArray<string> resources, string? onlyPrincipal)
    {
        var made = Base(Effect.Deny, "Action", [action], "NotResource", resources, onlyPrincipal);
        AddConditionsOf(like, made);
        return Text(made);
    }

    /// <summary>A statement without white space between its elements, which counts for some quotas.</summary>
    public static string Compact(string statement) => statement.AsSpan().ContainsAnyExcept(AlreadyCompact) ? Text(JsonNode.Parse(statement)!.AsObject()) : statement;

    /// <summary>A Deny of one action everywhere but on these resources.</summary>
    public static string DenyElsewhere(string action, ImmutableArray<string> resources) => Text(Base(Effect.Deny, "Action", [action], "NotResource", resources, null));

    /// <summary>The statement, but not for this principal.</summary>
    public static string Exempting(Statement statement, string principal)
    {
        var copy = Copy(statement);
        var condition = copy["Condition"] as JsonObject;
        if (condition is null)
            copy["Condition"] = condition = [];
        // Values of a negated operator are all excepted, so one more joins those that are there.
        foreach (var name in Negated)
        {
            if (Find(condition, name) is JsonObject block && Find(block, PrincipalArn) is { } values)
            {
                var key = block.First(member => member.Key.Equals(PrincipalArn, StringComparison.OrdinalIgnoreCase)).Key;
                block[key] = List([.. Texts(values), principal]);
                return Text(copy);
            }
        }

        if (Find(condition, Negated[0]) is not JsonObject like)
            condition[Negated[0]] = like = [];
        like[PrincipalArn] = JsonValue.Create(principal);
        return Text(copy);
    }

    /// <summary>True if the statement says itself that it is for this principal, as <see cref="WithActions"/> writes it.</summary>
    public static bool IsOnlyFor(Statement statement, string principal) => statement.Conditions.Any(clause =>
        clause.OperatorText == Only && clause.Key.Equals(PrincipalArn, StringComparison.OrdinalIgnoreCase) && clause.Values is [var only] && only == principal);

    /// <summary>The statement with other actions, and for one principal only if one is named.</summary>
    public static string WithActions(Statement statement, bool isNot, ImmutableArray<string> actions, string? onlyPrincipal)
    {
        var copy = Copy(statement);
        copy.Remove("Action");
        copy.Remove("NotAction");
        copy[isNot ? "NotAction" : "Action"] = List(actions);
        if (onlyPrincipal is not null)
        {
            copy.Remove("Sid");
            Restrict(copy, onlyPrincipal);
        }

        return Text(copy);
    }

    private static JsonObject Base(Effect effect, string actionElement, ImmutableArray<string> actions, string resourceElement, ImmutableArray<string> resources, string? onlyPrincipal)
    {
        var made = new JsonObject
        {
            ["Effect"] = JsonValue.Create(effect == Effect.Allow ? "Allow" : "Deny"),
            [actionElement] = List(actions),
            [resourceElement] = List(resources),
        };
        if (onlyPrincipal is not null)
            Restrict(made, onlyPrincipal);
        return made;
    }

    private static void Restrict(JsonObject statement, string principal)
    {
        if (statement["Condition"] is not JsonObject condition)
            statement["Condition"] = condition = [];
        if (Find(condition, Only) is not JsonObject like)
            condition[Only] = like = [];
        // A statement that names principals already applied to this one: the narrower list holds both.
        foreach (var key in like.Select(member => member.Key).Where(key => key.Equals(PrincipalArn, StringComparison.OrdinalIgnoreCase)).ToArray())
            like.Remove(key);
        like[PrincipalArn] = JsonValue.Create(principal);
    }

    private static void AddConditionsOf(Statement like, JsonObject made)
    {
        if (Copy(like)["Condition"] is not JsonObject conditions)
            return;
        var restriction = made["Condition"] as JsonObject;
        made["Condition"] = conditions.DeepClone();
        if (restriction is not null)
            Restrict(made, restriction[Only]![PrincipalArn]!.GetValue<string>());
    }

    private static JsonObject Copy(Statement statement) => JsonNode.Parse(statement.Text)!.AsObject();

    private static JsonNode? Find(JsonObject from, string name) =>
        from.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    private static IEnumerable<string> Texts(JsonNode node) => node is JsonArray list ? list.Select(item => item!.ToString()) : [node.ToString()];

    private static JsonNode List(ImmutableArray<string> texts)
    {
        if (texts is [var only])
            return JsonValue.Create(only);
        var list = new JsonArray();
        foreach (var text in texts)
            list.Add((JsonNode?)JsonValue.Create(text));
        return list;
    }

    private static string Text(JsonObject statement) => NodeText.Of(statement, Readable);
}
