namespace Auditor.Engine.Conditions;

/// <summary>How a condition operator compares one request value with one policy value.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html"/>.
/// </remarks>
public enum OperatorFamily : byte
{
    /// <summary>Exact text.</summary>
    StringEquals,

    /// <summary>Text without regard to case.</summary>
    StringEqualsIgnoreCase,

    /// <summary>Text with <c>*</c> and <c>?</c>.</summary>
    StringLike,

    /// <summary>An ARN, part by part, with wildcards in each part.</summary>
    Arn,

    /// <summary>Numbers, equal.</summary>
    NumericEquals,

    /// <summary>The request's number is less.</summary>
    NumericLessThan,

    /// <summary>The request's number is less or equal.</summary>
    NumericLessThanEquals,

    /// <summary>The request's number is greater.</summary>
    NumericGreaterThan,

    /// <summary>The request's number is greater or equal.</summary>
    NumericGreaterThanEquals,

    /// <summary>Moments, equal.</summary>
    DateEquals,

    /// <summary>The request's moment is earlier.</summary>
    DateLessThan,

    /// <summary>The request's moment is earlier or the same.</summary>
    DateLessThanEquals,

    /// <summary>The request's moment is later.</summary>
    DateGreaterThan,

    /// <summary>The request's moment is later or the same.</summary>
    DateGreaterThanEquals,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Bool,

    /// <summary>Bytes, after base64.</summary>
    Binary,

    /// <summary>An address within a range.</summary>
    IpAddress,

    /// <summary>Whether the key is there at all.</summary>
    Null,
}
