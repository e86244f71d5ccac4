namespace Auditor.Engine.Policies;

/// <summary>What a statement does when it matches.</summary>
public enum Effect : byte
{
    /// <summary>The statement grants, or within a guardrail lets through.</summary>
    Allow,

    /// <summary>The statement denies, whatever any other statement says.</summary>
    Deny,
}
