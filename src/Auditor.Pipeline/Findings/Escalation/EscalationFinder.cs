using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Finds who in the payer can obtain Write actions that it does not have, and who may become such a one.</summary>
/// <remarks>Only what holds whatever the unknown keys are is a way. What a first step alone makes possible is not followed.</remarks>
internal sealed class EscalationFinder
{
    private const int MostShown = 20;
    private readonly PayerGround ground;
    private readonly int parallelism;
    private readonly ChangeSteps changes;
    private readonly TrustSteps trust;
    private readonly PassRoleSteps passing;
    private readonly IdentityCenterSteps identityCenter;

    /// <param name="ground">The payer.</param>
    /// <param name="parallelism">How many principals are looked at at once; at least 1.</param>
    public EscalationFinder(PayerGround ground, int parallelism)
    {
        (this.ground, this.parallelism) = (ground, parallelism);
        var access = new WriteAccess();
        changes = new ChangeSteps(ground, access);
        trust = new TrustSteps(ground);
        passing = new PassRoleSteps(ground, trust);
        identityCenter = new IdentityCenterSteps(ground, access, trust);
    }

    /// <summary>The ways, by holder and way in ordinal order.</summary>
    /// <param name="newcomers">Principals of member accounts that may be able to assume a role of the payer.</param>
    public ImmutableArray<EscalationEdge> Find(IEnumerable<AssessedPrincipal> newcomers)
    {
        var actors = ground.Principals.Where(IsConcerned).Select(assessed => new Actor(assessed)).ToArray();
        Actor[] capable = [.. actors.Where(actor => actor.MayAnything)];
        var edges = ManyAtOnce.Map(capable, parallelism, actor => new Ways(actor.Principal, Edges(actor))).Where(found => !found.Edges.IsEmpty).ToArray();
        var holders = edges.Select(found => found.Holder.Arn).ToHashSet(StringComparer.Ordinal);
        // Whoever has a way himself stands in his own findings.
        var callers = actors.Where(actor => !holders.Contains(actor.Principal.Arn));
        var entrances = new Entrances(edges.Select(found => found.Holder));
        var entries = callers.Concat(newcomers.Where(IsConcerned).Where(entrances.MayName).Select(assessed => new Actor(assessed))).SelectMany(entrances.Of)
            .ToLookup(entry => entry.Holder, StringComparer.Ordinal);
        return [.. edges.SelectMany(found => WithNewcomers(found.Edges, [.. entries[found.Holder.Arn].OrderBy(entry => entry.Caller.Principal.Arn, StringComparer.Ordinal)]))];
    }

    private sealed record Ways(Principal Holder, ImmutableArray<EscalationEdge> Edges);

    private static bool IsConcerned(AssessedPrincipal assessed) => assessed.IsJudged && assessed.Held != ActionMask.All;

    private ImmutableArray<EscalationEdge> Edges(Actor actor)
    {
        var own = changes.OnItself(actor).ToArray();
        // What it can do to itself it need not do to another.
        var others = changes.OnAssumable(actor, [.. own.Select(step => step.Edge)]);
        EscalationStep[] steps = [.. own, .. others, .. trust.OverRoles(actor), .. trust.OverUsers(actor), .. passing.Of(actor), .. identityCenter.Of(actor)];
        if (steps.Length == 0)
            steps = [.. changes.OnRolesThatItMakesAssumable(actor)];
        return [.. steps.GroupBy(step => step.Edge, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Edge(actor, [.. group]))];
    }

    private static EscalationEdge Edge(Actor actor, EscalationStep[] steps) => new()
    {
        Holder = actor.Assessed,
        Edge = steps[0].Edge,
        Phrase = string.Join("; or ", steps.GroupBy(step => step.Phrase, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => string.Format(CultureInfo.InvariantCulture, group.Key, RuleWords.List(group.Select(step => step.TargetName))))),
        Targets = [.. steps.Select(step => step.Target).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Obtained = steps.Aggregate(0UL, (mask, step) => mask | step.Obtained),
        Evidence = [.. steps.Take(MostShown).SelectMany(step => step.Evidence()).Distinct()],
    };

    /// <summary>Those of all accounts who may become the holder, but for those in the payer who have already what they would obtain.</summary>
    private static IEnumerable<EscalationEdge> WithNewcomers(ImmutableArray<EscalationEdge> edges, Entry[] coming) => edges.Select(edge => edge with
    {
        Newcomers =
        [
            .. coming.Where(entry => entry.Caller.InPayer != true || (edge.Obtained & ~entry.Caller.Held) != 0).Select(entry => (entry.Caller, entry.Evidence)),
        ],
    });
}
