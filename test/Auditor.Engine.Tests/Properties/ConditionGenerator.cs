using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;

namespace Auditor.Engine.Properties;

/// <summary>Makes Condition elements: every operator, plain, negated, over sets, with and without IfExists.</summary>
internal static class ConditionGenerator
{
    private static readonly Gen<(string Operator, JsonObject Keys)> Clause = Gen.Frequency(
        [.. Vocabulary.Clauses.Select(clause => (clause.Operators.Length + 1, Entry(clause.Operators, clause.Keys, clause.Values))), (3, Presence())]);

    /// <summary>One to three clauses.</summary>
    public static readonly Gen<JsonObject> Condition = Clause.Array[1, 3].Select(clauses => new JsonObject(
        clauses.DistinctBy(clause => clause.Operator.ToUpperInvariant()).Select(clause => KeyValuePair.Create(clause.Operator, (JsonNode?)clause.Keys.DeepClone()))));

    /// <summary>The text as it is, or now and then in capitals or small letters.</summary>
    public static Gen<string> OddlyCased(Gen<string> text) => Gen.Select(text, Gen.Frequency((8, 0), (1, 1), (1, 2)), (plain, casing) => casing switch
    {
        1 => Fold(plain, char.IsAsciiLetterLower, -32),
        2 => Fold(plain, char.IsAsciiLetterUpper, 32),
        _ => plain,
    });

    private static Gen<(string Operator, JsonObject Keys)> Entry(string[] operators, string[] keys, string[] values) => Gen.Select(
        Gen.Select(Gen.OneOf("", "", "ForAllValues:", "ForAnyValue:"), Gen.OneOf(operators), Gen.OneOf("", "", "IfExists"), (set, op, ifExists) => set + op + ifExists),
        OddlyCased(Gen.OneOf(keys)),
        CaseGenerator.Texts(Gen.OneOf(values)),
        Gen.Int[0, 3],
        (op, key, texts, form) => (Casing(op, form), new JsonObject { [key] = form == 0 ? Unquoted(texts) : texts.DeepClone() }));

    // The operator's own name is rarely spelled otherwise: AWS documents one spelling.
    private static string Casing(string op, int form) => form == 1 && op.Length % 5 == 0 ? op.ToUpperInvariant() : op;

    /// <summary>Numbers and booleans may stand without quotation marks.</summary>
    private static JsonNode Unquoted(JsonNode texts)
    {
        if (texts is not JsonValue value)
            return texts.DeepClone();
        var text = value.GetValue<string>();
        if (text is "true" or "false")
            return JsonValue.Create(text == "true");
        return text.Length < 8 && text.All(character => char.IsAsciiDigit(character) || character == '.') && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? JsonValue.Create(number)
            : texts.DeepClone();
    }

    private static Gen<(string Operator, JsonObject Keys)> Presence() => Gen.Select(
        OddlyCased(Gen.OneOf([.. Vocabulary.Values.Keys])), Gen.OneOf("true", "false"), (key, value) => ("Null", new JsonObject { [key] = value }));

    private static string Fold(string text, Func<char, bool> folds, int by) => string.Concat(text.Select(character => folds(character) ? (char)(character + by) : character));
}
