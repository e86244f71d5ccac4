namespace Auditor.Engine.Evaluation;

/// <summary>The decisions on the actions of a set that were asked about: each action has its bit in exactly one of the masks.</summary>
/// <param name="Allowed">Those with <see cref="Decision.Allowed"/>.</param>
/// <param name="Conditional">Those with <see cref="Decision.Conditional"/>.</param>
/// <param name="Unknown">Those with <see cref="Decision.Unknown"/>.</param>
/// <param name="ExplicitlyDenied">Those with <see cref="Decision.ExplicitDeny"/>.</param>
/// <param name="ImplicitlyDenied">Those with <see cref="Decision.ImplicitDeny"/>.</param>
public readonly record struct ActionDecisions(ulong Allowed, ulong Conditional, ulong Unknown, ulong ExplicitlyDenied, ulong ImplicitlyDenied)
{
    /// <summary>The decision on one action.</summary>
    /// <param name="actions">The bit of an action that was asked about.</param>
    public Decision Of(ulong actions)
    {
        if ((Allowed & actions) != 0)
            return Decision.Allowed;
        if ((Conditional & actions) != 0)
            return Decision.Conditional;
        if ((Unknown & actions) != 0)
            return Decision.Unknown;
        return (ExplicitlyDenied & actions) != 0 ? Decision.ExplicitDeny : Decision.ImplicitDeny;
    }
}
