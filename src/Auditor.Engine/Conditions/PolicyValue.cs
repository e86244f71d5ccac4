using System.Collections.Immutable;
using Auditor.Engine.Matching;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Conditions;

/// <summary>One value of a condition in a policy, compiled for its operator.</summary>
internal abstract class PolicyValue
{
    public static PolicyValue Compile(string text, OperatorFamily family, bool variables) => family switch
    {
        OperatorFamily.StringEquals => new TextValue(text, variables, ignoreCase: false, wildcards: false),
        OperatorFamily.StringEqualsIgnoreCase => new TextValue(text, variables, ignoreCase: true, wildcards: false),
        OperatorFamily.StringLike => new TextValue(text, variables, ignoreCase: false, wildcards: true),
        OperatorFamily.Arn => new ArnValue(text, variables),
        <= OperatorFamily.NumericGreaterThanEquals => new NumericValue(text, family),
        <= OperatorFamily.DateGreaterThanEquals => new DateValue(text, family),
        OperatorFamily.Bool => new BoolValue(text),
        OperatorFamily.Binary => new BinaryValue(text),
        OperatorFamily.IpAddress => new IpRangeValue(text),
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "a presence test compares no values"),
    };

    /// <summary>
    /// Whether the request's value satisfies the comparison with this value; unknown only through a variable. Null if the two cannot be
    /// compared because one of them is not of the operator's type: then neither the operator nor its negation holds.
    /// </summary>
    public abstract Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys);

    /// <summary>Notes the keys of variables that the request lacks, where there is nothing to compare the value with.</summary>
    public virtual void NoteMissing(RequestContext context, KeyCollector keys)
    {
    }

    /// <summary>Notes the keys of variables whose value is not known, where the value to compare with is not known either; none if nothing could be equal to the text.</summary>
    public virtual void NoteUnknown(RequestContext context, KeyCollector keys)
    {
    }
}

/// <summary>A policy value that may hold variables and is compared as a pattern.</summary>
internal sealed class TextValue(string text, bool variables, bool ignoreCase, bool wildcards) : PolicyValue
{
    private readonly PatternText pattern = PatternText.Parse(text, variables, wildcards, ignoreCase);

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys)
    {
        var value = ignoreCase ? requestValue.ToLowerInvariant() : requestValue;
        if (pattern.Fixed is not null)
            return pattern.Fixed.Matches(value).ToTruth();
        var resolved = pattern.Resolve(context, keys, out var tokens);
        if (resolved == Truth.No)
            return Truth.No;
        return resolved.And(new Glob(tokens).Matches(value).ToTruth());
    }

    public override void NoteMissing(RequestContext context, KeyCollector keys) => pattern.NoteMissing(context, keys);

    public override void NoteUnknown(RequestContext context, KeyCollector keys)
    {
        var noted = keys.Noted;
        if (pattern.Resolve(context, keys, out _) == Truth.No)
            keys.ForgetUnknownSince(noted);
    }
}

/// <summary>An ARN compared part by part: a wildcard never reaches over a colon, but in the last part.</summary>
internal sealed class ArnValue : PolicyValue
{
    private readonly ImmutableArray<PatternText> parts;

    public ArnValue(string text, bool variables)
    {
        var split = Split(text, variables);
        parts = split.Count < Arns.Arn.PartCount ? [] : [.. split.Select(part => PatternText.Parse(part, variables, wildcards: true))];
    }

    public override Truth? IsMetBy(string requestValue, RequestContext context, KeyCollector keys)
    {
        Span<Range> split = stackalloc Range[Arns.Arn.PartCount];
        if (parts.IsEmpty || requestValue.AsSpan().Split(split, ':') < Arns.Arn.PartCount)
            return null;
        var outcome = Truth.Yes;
        for (var i = 0; i < parts.Length; i++)
            outcome = outcome.And(Matches(parts[i], requestValue.AsSpan(split[i]), context, keys));
        return outcome;
    }

    public override void NoteMissing(RequestContext context, KeyCollector keys)
    {
        foreach (var part in parts)
            part.NoteMissing(context, keys);
    }

    public override void NoteUnknown(RequestContext context, KeyCollector keys)
    {
        var noted = keys.Noted;
        if (parts.Aggregate(Truth.Yes, (resolved, part) => resolved.And(part.Resolve(context, keys, out _))) == Truth.No)
            keys.ForgetUnknownSince(noted);
    }

    /// <summary>Splits at colons, but not inside a variable, whose key has a colon of its own.</summary>
    private static List<string> Split(string text, bool variables)
    {
        var split = new List<string>();
        var start = 0;
        var lastEnd = variables ? text.LastIndexOf('}') : -1;
        for (var at = 0; at < text.Length && split.Count < Arns.Arn.PartCount - 1; at++)
        {
            if (at < lastEnd && text.AsSpan(at).StartsWith("${"))
                at = text.IndexOf('}', at);
            else if (text[at] == ':')
            {
                split.Add(text[start..at]);
                start = at + 1;
            }
        }

        split.Add(text[start..]);
        return split;
    }

    private static Truth Matches(PatternText part, ReadOnlySpan<char> text, RequestContext context, KeyCollector keys)
    {
        if (part.Fixed is not null)
            return part.Fixed.Matches(text).ToTruth();
        var resolved = part.Resolve(context, keys, out var tokens);
        return resolved == Truth.No ? Truth.No : resolved.And(new Glob(tokens).Matches(text).ToTruth());
    }
}
