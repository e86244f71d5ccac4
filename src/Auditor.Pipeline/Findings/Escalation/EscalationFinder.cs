using System.Collections.Immutable;
using System.Globalization;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Finds who in the payer can obtain Write actions that it does not have, and who may become such a one.</summary>
/// <remarks>Only what holds whatever the unknown keys are is a way. What a first step alone makes possible is not followed.</remarks>
internal sealed class EscalationFinder
{
    private readonly PayerGround ground;
    private readonly ChangeSteps changes;
    private readonly TrustSteps trust;
    private readonly PassRoleSteps passing;
    private readonly IdentityCenterSteps identityCenter;

    public EscalationFinder(PayerGround ground)
    {
        this.ground = ground;
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
        AssessedPrincipal[] callers = [.. newcomers.OrderBy(assessed => assessed.Principal.Arn, StringComparer.Ordinal)];
        return
        [
            .. ground.Principals.Where(assessed => assessed.IsJudged && assessed.Held != ActionMask.All)
                .Select(assessed => new Actor(assessed))
                .Where(actor => actor.MayAnything)
                .SelectMany(actor => WithNewcomers(actor, Edges(actor), callers)),
        ];
    }

    private ImmutableArray<EscalationEdge> Edges(Actor actor)
    {
        var own = changes.OnItself(actor).ToArray();
        // Who can do the same to himself need not do it to another.
        var others = changes.OnAssumable(actor).Where(step => !own.Any(mine => mine.Edge == step.Edge));
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
        Evidence = [.. steps.SelectMany(step => step.Evidence).Distinct()],
    };

    /// <summary>Those of all accounts who may become the holder and who do not have all 34 actions, nor in the payer what they would obtain.</summary>
    private IEnumerable<EscalationEdge> WithNewcomers(Actor actor, ImmutableArray<EscalationEdge> edges, AssessedPrincipal[] callers)
    {
        if (edges.IsEmpty || actor.Principal.SessionsArn is null)
            return edges;
        var coming = ground.Principals.Where(assessed => assessed.IsJudged && assessed.Held != ActionMask.All).Concat(callers)
            .Select(caller => (caller, Entry: Actor.AssumeBy(caller, actor.Principal)))
            .Where(pair => pair.Entry is not null)
            .Select(pair => (pair.caller, pair.Entry!.Evidence(actor.Principal).ToImmutableArray()))
            .OrderBy(pair => pair.caller.Principal.Arn, StringComparer.Ordinal)
            .ToArray();
        return edges.Select(edge => edge with { Newcomers = [.. coming.Where(pair => pair.caller.InPayer != true || (edge.Obtained & ~pair.caller.Held) != 0)] });
    }
}
