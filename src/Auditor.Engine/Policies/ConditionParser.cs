using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Conditions;

namespace Auditor.Engine.Policies;

/// <summary>Reads a Condition element: operators, each with context keys, each with values.</summary>
internal sealed class ConditionParser(DocumentText text, PolicyProblems problems, ElementReader elements)
{
    public ImmutableArray<ConditionDraft> Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            elements.Error(ref reader, $"`Condition` must be an object, not {JsonWords.Describe(reader.TokenType)}");
            return [];
        }

        var clauses = ImmutableArray.CreateBuilder<ConditionDraft>();
        var position = text.PositionOf(reader.TokenStartIndex);
        var operators = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!operators.Add(name))
                elements.Error(text.PositionOf(reader.TokenStartIndex), $"the condition operator `{JsonWords.Shorten(name)}` stands twice");
            if (!ConditionOperator.TryParse(name, out var op))
                elements.Error(text.PositionOf(reader.TokenStartIndex), $"unknown condition operator `{JsonWords.Shorten(name)}`");
            reader.Read();
            ReadKeys(ref reader, op, name, clauses);
        }

        if (operators.Count == 0)
            problems.Add(new PolicyProblem(IsError: false, "an empty `Condition` restricts nothing", position));
        return clauses.ToImmutable();
    }

    private void ReadKeys(ref Utf8JsonReader reader, ConditionOperator op, string name, ImmutableArray<ConditionDraft>.Builder clauses)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            elements.Error(ref reader, $"the condition operator `{JsonWords.Shorten(name)}` must hold an object of context keys, not {JsonWords.Describe(reader.TokenType)}");
            return;
        }

        var keys = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            if (!keys.Add(key))
                elements.Error(text.PositionOf(reader.TokenStartIndex), $"the context key `{JsonWords.Shorten(key)}` stands twice under `{JsonWords.Shorten(name)}`");
            reader.Read();
            var start = reader.TokenStartIndex;
            var values = elements.ReadConditionValues(ref reader, key);
            if (values.IsEmpty)
                problems.Add(new PolicyProblem(IsError: false, $"the context key `{JsonWords.Shorten(key)}` has no value", text.PositionOf(start)));
            clauses.Add(new ConditionDraft(op, name, key, values));
        }
    }
}
