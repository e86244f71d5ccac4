using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>The decisions on several resources together, for each action by its bit.</summary>
/// <param name="Unknown">The actions that are unknown on some resource.</param>
/// <param name="AllowedOnAll">The actions that are allowed on every resource.</param>
/// <param name="AllowedOnSome">The actions that are allowed on some resource.</param>
/// <param name="Open">The actions that are allowed, or may be, on some resource.</param>
/// <param name="OpenOnNew">The actions that are allowed, or may be, on a resource that does not exist yet.</param>
internal readonly record struct ConductorTally(ulong Unknown, ulong AllowedOnAll, ulong AllowedOnSome, ulong Open, ulong OpenOnNew)
{
    public static ConductorTally Empty => new(0, ulong.MaxValue, 0, 0, 0);

    public ConductorTally With(string arn, in ActionDecisions decisions)
    {
        var open = decisions.Allowed | decisions.Conditional;
        return new ConductorTally(
            Unknown | decisions.Unknown,
            AllowedOnAll & decisions.Allowed,
            AllowedOnSome | decisions.Allowed,
            Open | open | decisions.Unknown,
            ResourceCatalogue.IsProbe(arn) ? OpenOnNew | open : OpenOnNew);
    }

    public ConductorTally With(in ConductorTally other) => new(
        Unknown | other.Unknown, AllowedOnAll & other.AllowedOnAll, AllowedOnSome | other.AllowedOnSome, Open | other.Open, OpenOnNew | other.OpenOnNew);

    /// <summary>The verdict on an action, by the rules of <see cref="ResourceVerdicts"/>.</summary>
    public Verdict Of(ulong action)
    {
        if ((Unknown & action) != 0)
            return Verdict.Unknown;
        if ((AllowedOnAll & action) != 0)
            return Verdict.All;
        if ((Open & action) == 0)
            return Verdict.None;
        return (AllowedOnSome & action) != 0 ? Verdict.Some : Verdict.Conditional;
    }
}
