using System.Collections.Immutable;
using Auditor.Engine.Conditions;
using Auditor.Engine.Matching;

namespace Auditor.Engine.Policies;

/// <summary>What has been read of a statement so far.</summary>
internal sealed class StatementDraft
{
    public Pair<ActionPattern> Actions;
    public Pair<string> Resources;
    public Pair<PrincipalEntry> Principals;

    public int Index { get; init; }

    public TextPosition Start { get; init; }

    public TextPosition End { get; set; }

    /// <summary>The statement's JSON.</summary>
    public ReadOnlyMemory<byte> Source { get; set; }

    public string? Sid { get; set; }

    public bool HasEffect { get; set; }

    /// <summary>Null while there is none, and after an error.</summary>
    public Effect? Effect { get; set; }

    public ImmutableArray<ConditionDraft> Conditions { get; set; } = [];

    public bool IsUnreadable { get; set; }

    public static void Set<T>(ref Pair<T> pair, ImmutableArray<T> values, bool isNot) =>
        pair = new Pair<T>(pair.Count + 1, values, isNot);

    public Statement ToStatement(PolicyType type, bool hasVariables)
    {
        if (IsUnreadable)
            return new Statement { Index = Index, Sid = Sid, Start = Start, End = End, Source = Source, IsUnreadable = true };
        return new Statement
        {
            Index = Index,
            Sid = Sid,
            Start = Start,
            End = End,
            Source = Source,
            Effect = Effect!.Value,
            Actions = Actions.Count == 0 ? [] : Actions.Values,
            IsNotAction = Actions.IsNot,
            HasResource = Resources.Count > 0,
            Resources = CompileResources(type, hasVariables),
            IsNotResource = Resources.IsNot,
            Principal = Principals.Count == 0 ? null : new PrincipalElement(Principals.IsNot, Principals.Values),
            Conditions = CompileConditions(hasVariables),
        };
    }

    private ImmutableArray<ResourcePattern> CompileResources(PolicyType type, bool hasVariables)
    {
        if (Resources.Count == 0)
            return [];
        var compiled = ImmutableArray.CreateBuilder<ResourcePattern>(Resources.Values.Length);
        foreach (var value in Resources.Values)
            compiled.Add(ResourcePattern.Parse(value, type, hasVariables));
        return compiled.MoveToImmutable();
    }

    private ImmutableArray<ConditionClause> CompileConditions(bool hasVariables)
    {
        var compiled = ImmutableArray.CreateBuilder<ConditionClause>(Conditions.Length);
        foreach (var draft in Conditions)
            compiled.Add(draft.ToClause(hasVariables));
        return compiled.MoveToImmutable();
    }

    /// <summary>An element that exists in two forms, and how often it was met in either.</summary>
    public readonly record struct Pair<T>(int Count, ImmutableArray<T> Values, bool IsNot);
}

/// <summary>One operator with one key, before it is compiled for the document's version.</summary>
internal readonly record struct ConditionDraft(ConditionOperator Operator, string OperatorText, string Key, ImmutableArray<string> Values)
{
    public ConditionClause ToClause(bool hasVariables) => new(Operator, OperatorText, Key, Values, hasVariables);
}
