using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Compare;

/// <summary>A verdict that is another one than before.</summary>
/// <param name="Action">The action: Billing Conductor's by bare name, others in full.</param>
/// <param name="Before">The verdict before.</param>
/// <param name="After">The verdict after.</param>
public sealed record AccessChange(string Action, ActionVerdict Before, ActionVerdict After)
{
    /// <summary>How the access changed.</summary>
    public AccessChangeKind Kind => (Before.Verdict.IsHeld(), After.Verdict.IsHeld()) switch
    {
        // What could not be told before or after was neither gained nor lost for certain.
        _ when Before.Verdict == Verdict.Unknown || After.Verdict == Verdict.Unknown => AccessChangeKind.Changed,
        (false, true) => AccessChangeKind.Gained,
        (true, false) => AccessChangeKind.Lost,
        _ => AccessChangeKind.Changed,
    };
}
