namespace Auditor.Pipeline.Explain;

/// <summary>What one rung of the ladder says to a request.</summary>
public enum RungState
{
    /// <summary>It has no say here; the rung's reason says why.</summary>
    DoesNotApply = 0,

    /// <summary>It lets the request through.</summary>
    Allows,

    /// <summary>It depends on context keys whose values are not known.</summary>
    Depends,

    /// <summary>Something of it could not be read: it may let the request through or not.</summary>
    Unreadable,

    /// <summary>Nothing in it allows the request.</summary>
    Silent,

    /// <summary>A Deny statement of it matches.</summary>
    Denies,
}
