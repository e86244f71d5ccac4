using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Engine.Conditions;
using Auditor.Engine.Json;

namespace Auditor.Engine.Policies;

/// <summary>Reads a Condition element: operators, each with context keys, each with values.</summary>
internal sealed class ConditionParser(DocumentText text, PolicyProblems problems, ElementReader elements)
{
    private readonly NameSet operators = new(StringComparer.OrdinalIgnoreCase);
    private readonly NameSet keys = new(StringComparer.OrdinalIgnoreCase);

    public ImmutableArray<ConditionDraft> Read(ref JsonScanner reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            elements.Error(ref reader, $"`Condition` must be an object, not {JsonWords.Describe(reader.TokenType)}");
            return [];
        }

        var clauses = ImmutableArray.CreateBuilder<ConditionDraft>();
        var start = reader.TokenStartIndex;
        operators.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetSharedString();
            if (!operators.Add(name))
                elements.Error(text.PositionOf(reader.TokenStartIndex), $"the condition operator `{JsonWords.Shorten(name)}` stands twice");
            if (!ConditionOperator.TryParse(name, out var op))
                elements.Error(text.PositionOf(reader.TokenStartIndex), $"unknown condition operator `{JsonWords.Shorten(name)}`");
            reader.Read();
            ReadKeys(ref reader, op, name, clauses);
        }

        if (operators.IsEmpty)
            problems.Add(new PolicyProblem(IsError: false, "an empty `Condition` restricts nothing", text.PositionOf(start)));
        return clauses.DrainToImmutable();
    }

    private void ReadKeys(ref JsonScanner reader, ConditionOperator op, string name, ImmutableArray<ConditionDraft>.Builder clauses)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            elements.Error(ref reader, $"the condition operator `{JsonWords.Shorten(name)}` must hold an object of context keys, not {JsonWords.Describe(reader.TokenType)}");
            return;
        }

        keys.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetSharedString();
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
