namespace Auditor.Engine.Evaluation;

/// <summary>The answer to one request.</summary>
/// <remarks><c>default</c> denies.</remarks>
public enum Decision : byte
{
    /// <summary>At least one layer that must allow certainly does not.</summary>
    ImplicitDeny = 0,

    /// <summary>A Deny statement certainly matches.</summary>
    ExplicitDeny,

    /// <summary>Something that could not be read decides.</summary>
    Unknown,

    /// <summary>It depends on context keys whose values are not known.</summary>
    Conditional,

    /// <summary>Every layer allows and nothing denies.</summary>
    Allowed,
}
