namespace Auditor.Engine.Requests;

/// <summary>The condition context of a request: what is known of each context key.</summary>
/// <remarks>Implementations are immutable while a request is evaluated, and safe to read from any thread.</remarks>
public abstract class RequestContext
{
    /// <summary>What is known of a key.</summary>
    /// <param name="key">
    /// The key as a policy spells it, e.g. <c>aws:PrincipalTag/team</c>. Key names fold case, the tag key after the slash included.
    /// </param>
    public abstract ContextValue Get(string key);
}
