namespace Auditor.Engine.Catalog;

/// <summary>Whether a request is sure to carry a global condition key.</summary>
public enum ConditionKeyPresence
{
    /// <summary>Only in circumstances that AWS documents for the key.</summary>
    Sometimes,

    /// <summary>In every signed request.</summary>
    Always,
}
