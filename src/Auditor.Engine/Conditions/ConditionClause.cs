using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>One operator applied to one context key, compiled. A statement's clauses must all hold.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html"/>:
/// the values of a positive operator are alternatives; none of the values of a negated operator may be met.
/// </remarks>
public sealed class ConditionClause
{
    private const byte Hopeful = 1;
    private const byte Hopeless = 2;
    private readonly bool variables;

    // Built on first use; two threads may both build it, and either result serves.
    private PolicyValue[]? compiled;

    // Whether no value can make it hold: found out when a value is first not known.
    private byte hope;

    internal ConditionClause(ConditionOperator op, string operatorText, string key, ImmutableArray<string> values, bool variables)
    {
        Operator = op;
        OperatorText = operatorText;
        Key = key;
        Values = values;
        this.variables = variables && op.TakesVariables;
    }

    /// <summary>The operator.</summary>
    public ConditionOperator Operator { get; }

    /// <summary>The operator as written, e.g. <c>ForAllValues:StringEquals</c>.</summary>
    public string OperatorText { get; }

    /// <summary>The context key as written.</summary>
    public string Key { get; }

    /// <summary>The policy's values as written; numbers and booleans as their text.</summary>
    public ImmutableArray<string> Values { get; }

    private PolicyValue[] Compiled =>
        compiled ??= Operator.Family == OperatorFamily.Null ? [] : [.. Values.Select(value => PolicyValue.Compile(value, Operator.Family, variables))];

    internal Truth Evaluate(RequestContext context, KeyCollector keys)
    {
        var value = context.Get(Key);
        if (value.Knowledge == ContextKnowledge.Unknown && IsHopeless)
            return Truth.No;
        keys.Saw(Key, value);
        if (Operator.Family == OperatorFamily.Null)
            return EvaluatePresence(value);
        return value.Knowledge switch
        {
            ContextKnowledge.Unknown => EvaluateUnknown(context, keys),
            ContextKnowledge.Absent => EvaluateMissing(context, keys),
            _ => EvaluateKnown(value, context, keys),
        };
    }

    /// <summary>True for a plain operator on a key that has several values wherever it is there, if it does not hold without the key either.</summary>
    private bool IsHopeless
    {
        get
        {
            if (hope == 0)
                hope = Operator.Qualifier == SetQualifier.None && Operator.Family != OperatorFamily.Null && !MissingKey() && GlobalConditionKeys.Find(Key) is { IsMultivalued: true } ? Hopeless : Hopeful;
            return hope == Hopeless;
        }
    }

    private Truth EvaluatePresence(ContextValue value)
    {
        if (value.Knowledge == ContextKnowledge.Unknown)
            return Truth.Unknown;
        // "Exists and is not null": an empty list or text counts as not there.
        var isThere = value.Knowledge == ContextKnowledge.Known && !IsNullSet(value);
        return Values.Any(wanted => BoolValue.Read(wanted) == !isThere).ToTruth();
    }

    private Truth EvaluateUnknown(RequestContext context, KeyCollector keys)
    {
        // What it is compared with has to be known too. Most values have no variables, and need not be compiled.
        if (variables && Values.Any(static value => value.Contains("${", StringComparison.Ordinal)))
        {
            foreach (var policyValue in Compiled)
                policyValue.NoteUnknown(context, keys);
        }

        return Truth.Unknown;
    }

    private Truth EvaluateMissing(RequestContext context, KeyCollector keys)
    {
        // Who supplies the key next wants to know at once which others the statement asks for.
        foreach (var policyValue in Compiled)
            policyValue.NoteMissing(context, keys);
        return MissingKey().ToTruth();
    }

    /// <summary>The answer for a request without the key.</summary>
    private bool MissingKey() => Operator.Qualifier switch
    {
        _ when Operator.IfExists => true,
        SetQualifier.ForAllValues => true,
        SetQualifier.ForAnyValue => false,
        _ => Operator.IsNegated,
    };

    /// <summary>AWS takes values that are only empty text for no values.</summary>
    private static bool IsNullSet(ContextValue value) => value.OnlyValue is { } single ? single.Length == 0 : value.Values.All(text => text.Length == 0);

    private Truth EvaluateKnown(ContextValue value, RequestContext context, KeyCollector keys)
    {
        if (Operator.Qualifier != SetQualifier.None && IsNullSet(value))
            return (Operator.Qualifier == SetQualifier.ForAllValues).ToTruth();
        switch (Operator.Qualifier)
        {
            case SetQualifier.ForAllValues:
                var all = Truth.Yes;
                foreach (var item in value.Values)
                    all = all.And(EvaluateOne(item, context, keys));
                return all;
            case SetQualifier.ForAnyValue:
                var any = Truth.No;
                var noted = keys.Noted;
                foreach (var item in value.Values)
                    any = any.Or(EvaluateOne(item, context, keys));
                if (any == Truth.Yes)
                    keys.ForgetSince(noted);
                return any;
            default:
                return value.OnlyValue is { } single ? EvaluateOne(single, context, keys) : Truth.No;
        }
    }

    private Truth EvaluateOne(string requestValue, RequestContext context, KeyCollector keys)
    {
        var hit = Truth.No;
        var comparable = true;
        var noted = keys.Noted;
        foreach (var policyValue in Compiled)
        {
            var before = keys.Noted;
            var met = policyValue.IsMetBy(requestValue, context, keys);
            if (met == Truth.Yes)
            {
                // Whatever the other values are.
                keys.ForgetSince(noted);
                return (!Operator.IsNegated).ToTruth();
            }

            if (met != Truth.Unknown)
                keys.ForgetUnknownSince(before);
            comparable &= met is not null;
            hit = hit.Or(met ?? Truth.No);
        }

        if (!Operator.IsNegated)
            return hit;
        return comparable ? hit.Not() : Truth.No;
    }
}
