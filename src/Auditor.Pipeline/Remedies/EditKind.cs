namespace Auditor.Pipeline.Remedies;

/// <summary>How a remedy changes a policy.</summary>
public enum EditKind
{
    /// <summary>A new policy is given to the principal, or attached to a place of the organization.</summary>
    AddPolicy = 0,

    /// <summary>A statement is added to a policy.</summary>
    AddStatement,

    /// <summary>A statement of a policy is replaced by others, or left out.</summary>
    ReplaceStatement,

    /// <summary>A policy that only AWS can change is taken from the principal.</summary>
    Detach,
}
