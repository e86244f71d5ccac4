using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Engine.Policies;
using CsCheck;

namespace Auditor.Engine.Properties;

/// <summary>Makes statements and documents of every policy type.</summary>
internal static class StatementGenerator
{
    private const int LargestStatementOfPadding = 120;

    private static readonly Gen<string> ActionPattern = ConditionGenerator.OddlyCased(
        Gen.Frequency((1, Gen.OneOf(Vocabulary.ActionPatterns)), (1, Gen.OneOf(Vocabulary.Actions))));

    private static readonly Gen<string> ResourcePattern = Gen.Frequency(
        (3, Gen.OneOf(Vocabulary.ResourcePatterns)),
        (1, Gen.OneOf(Vocabulary.IncompleteArns)),
        (2, Gen.OneOf(Vocabulary.VariablePatterns)),
        (3, Gen.OneOf(Vocabulary.Resources)));

    private static readonly Gen<JsonNode> Principal = Gen.Frequency(
        (1, Gen.Const(() => (JsonNode)JsonValue.Create("*"))),
        (5, CaseGenerator.Texts(Gen.OneOf(Vocabulary.Principals)).Select(JsonNode (texts) => new JsonObject { ["AWS"] = texts.DeepClone() })));

    private static readonly Gen<string> Not = Gen.Frequency((4, ""), (1, "Not"));

    private static readonly Gen<JsonObject> Statement = Gen.Select(
        Gen.Frequency((3, "Allow"), (1, "Deny")),
        Gen.Select(Not, CaseGenerator.Texts(ActionPattern)),
        Gen.Select(Not, CaseGenerator.Texts(ResourcePattern)),
        Gen.Frequency((1, Gen.Const(() => (JsonObject?)null)), (2, ConditionGenerator.Condition.Select(JsonObject? (condition) => condition))),
        (effect, actions, resources, condition) =>
        {
            var statement = new JsonObject { ["Effect"] = effect, [actions.Item1 + "Action"] = actions.Item2.DeepClone(), [resources.Item1 + "Resource"] = resources.Item2.DeepClone() };
            if (condition is not null)
                statement["Condition"] = condition.DeepClone();
            return statement;
        });

    /// <summary>A document of a type; now and then as long as AWS stores it.</summary>
    public static Gen<JsonObject> Document(PolicyType type) => Gen.Select(
        Gen.Frequency((8, "2012-10-17"), (1, "2008-10-17"), (1, "")),
        (type.HasPrincipal() ? WithPrincipal(type) : Statement).Array[1, 3],
        Gen.Int[0, 299],
        (version, statements, chance) =>
        {
            var document = version.Length == 0 ? [] : new JsonObject { ["Version"] = version };
            document["Statement"] = statements.Length == 1 && chance % 2 == 0 ? statements[0].DeepClone() : new JsonArray([.. statements.Select(statement => statement.DeepClone())]);
            if (chance == 299)
                Pad(document, type);
            return document;
        });

    // Of a resource control policy the Principal is always everyone.
    private static Gen<JsonObject> WithPrincipal(PolicyType type) => Gen.Select(
        Statement,
        type == PolicyType.ResourceControlPolicy ? Gen.Const("") : Not,
        type == PolicyType.ResourceControlPolicy ? Gen.Const(() => (JsonNode)JsonValue.Create("*")) : Principal,
        (statement, not, principal) =>
        {
            var named = (JsonObject)statement.DeepClone();
            named[not + "Principal"] = principal.DeepClone();
            return named;
        });

    /// <summary>Fills the document up to its quota with denials of actions that nobody asks for.</summary>
    private static void Pad(JsonObject document, PolicyType type)
    {
        if (document["Statement"] is JsonObject single)
            document["Statement"] = new JsonArray(single.DeepClone());
        var names = new JsonArray();
        var padding = new JsonObject { ["Effect"] = "Deny", ["Action"] = names, ["Resource"] = "*" };
        if (type.HasPrincipal())
            padding["Principal"] = "*";
        document["Statement"]!.AsArray().Add(padding);
        for (var left = type.Quota() - document.ToJsonString().Length; left > LargestStatementOfPadding; left -= 23)
            names.Add("no:Action" + left.ToString("D11", CultureInfo.InvariantCulture));
    }
}
