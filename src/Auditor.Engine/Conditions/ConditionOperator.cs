namespace Auditor.Engine.Conditions;

/// <summary>A condition operator as written: its comparison, whether it is negated, its set qualifier and <c>IfExists</c>.</summary>
/// <param name="Family">The comparison.</param>
/// <param name="IsNegated">True for the operators with <c>Not</c>.</param>
/// <param name="Qualifier"><c>ForAllValues:</c>, <c>ForAnyValue:</c> or neither.</param>
/// <param name="IfExists">True for <c>…IfExists</c>: a request without the key satisfies it.</param>
public readonly record struct ConditionOperator(OperatorFamily Family, bool IsNegated, SetQualifier Qualifier, bool IfExists)
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly Dictionary<string, (OperatorFamily Family, bool IsNegated)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (OperatorFamily.StringEquals, false),
        ["StringNotEquals"] = (OperatorFamily.StringEquals, true),
        ["StringEqualsIgnoreCase"] = (OperatorFamily.StringEqualsIgnoreCase, false),
        ["StringNotEqualsIgnoreCase"] = (OperatorFamily.StringEqualsIgnoreCase, true),
        ["StringLike"] = (OperatorFamily.StringLike, false),
        ["StringNotLike"] = (OperatorFamily.StringLike, true),
        ["ArnEquals"] = (OperatorFamily.Arn, false),
        ["ArnLike"] = (OperatorFamily.Arn, false),
        ["ArnNotEquals"] = (OperatorFamily.Arn, true),
        ["ArnNotLike"] = (OperatorFamily.Arn, true),
        ["NumericEquals"] = (OperatorFamily.NumericEquals, false),
        ["NumericNotEquals"] = (OperatorFamily.NumericEquals, true),
        ["NumericLessThan"] = (OperatorFamily.NumericLessThan, false),
        ["NumericLessThanEquals"] = (OperatorFamily.NumericLessThanEquals, false),
        ["NumericGreaterThan"] = (OperatorFamily.NumericGreaterThan, false),
        ["NumericGreaterThanEquals"] = (OperatorFamily.NumericGreaterThanEquals, false),
        ["DateEquals"] = (OperatorFamily.DateEquals, false),
        ["DateNotEquals"] = (OperatorFamily.DateEquals, true),
        ["DateLessThan"] = (OperatorFamily.DateLessThan, false),
        ["DateLessThanEquals"] = (OperatorFamily.DateLessThanEquals, false),
        ["DateGreaterThan"] = (OperatorFamily.DateGreaterThan, false),
        ["DateGreaterThanEquals"] = (OperatorFamily.DateGreaterThanEquals, false),
        ["Bool"] = (OperatorFamily.Bool, false),
        ["BinaryEquals"] = (OperatorFamily.Binary, false),
        ["IpAddress"] = (OperatorFamily.IpAddress, false),
        ["NotIpAddress"] = (OperatorFamily.IpAddress, true),
        ["Null"] = (OperatorFamily.Null, false),
    };

    private static readonly Dictionary<string, (OperatorFamily Family, bool IsNegated)>.AlternateLookup<ReadOnlySpan<char>> NamesBySpan =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True where policy variables may stand in the values: the operators on strings and on ARNs.</summary>
    public bool TakesVariables => Family <= OperatorFamily.Arn;

    /// <summary>Reads an operator's name, in any case; false for one that AWS does not document.</summary>
    public static bool TryParse(string text, out ConditionOperator result)
    {
        ArgumentNullException.ThrowIfNull(text);
        result = default;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var qualifier = SetQualifier.None;
        if (colon >= 0 && !TryParseQualifier(text[..colon], out qualifier))
            return false;
        var name = text.AsSpan(colon + 1);
        var ifExists = name.Length > IfExistsSuffix.Length && name.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
            name = name[..^IfExistsSuffix.Length];
        if (!NamesBySpan.TryGetValue(name, out var found))
            return false;
        // A presence test with IfExists, or over a set, says nothing: AWS refuses both.
        if (found.Family == OperatorFamily.Null && (ifExists || qualifier != SetQualifier.None))
            return false;
        result = new ConditionOperator(found.Family, found.IsNegated, qualifier, ifExists);
        return true;
    }

    private static bool TryParseQualifier(string text, out SetQualifier qualifier)
    {
        qualifier = SetQualifier.None;
        if (text.Equals("ForAllValues", StringComparison.OrdinalIgnoreCase))
            qualifier = SetQualifier.ForAllValues;
        else if (text.Equals("ForAnyValue", StringComparison.OrdinalIgnoreCase))
            qualifier = SetQualifier.ForAnyValue;
        return qualifier != SetQualifier.None;
    }
}
