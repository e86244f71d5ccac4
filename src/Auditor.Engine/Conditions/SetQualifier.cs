namespace Auditor.Engine.Conditions;

/// <summary>How a condition treats a key with several values.</summary>
/// <remarks>
/// Source: <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html"/>.
/// </remarks>
public enum SetQualifier : byte
{
    /// <summary>A plain operator: it never matches a multivalued key.</summary>
    None,

    /// <summary>Every value of the request must satisfy the operator; a request without values does.</summary>
    ForAllValues,

    /// <summary>At least one value of the request must satisfy the operator.</summary>
    ForAnyValue,
}
