using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over a change of what somebody may do: of the actor itself, or of a role that it may then assume.</summary>
internal sealed class ChangeSteps
{
    private const string Itself = "itself";
    private readonly PolicyChanges policies;
    private readonly BoundaryChanges boundaries;
    private readonly WriteAccess access;
    private readonly ImmutableArray<AssessedPrincipal> roles;
    private readonly ILookup<string, AssessedPrincipal> byTrusted;

    public ChangeSteps(PayerGround ground, WriteAccess access)
    {
        this.access = access;
        policies = new PolicyChanges(ground);
        boundaries = new BoundaryChanges(policies);
        roles = [.. ground.Principals.Where(assessed => assessed.Principal.Kind is PrincipalKind.Role or PrincipalKind.IdentityCenterRole)];
        byTrusted = roles.SelectMany(role => TrustPolicies.Trusted(role.Principal.TrustPolicy).Select(name => (name, role)))
            .ToLookup(pair => pair.name, pair => pair.role, StringComparer.Ordinal);
    }

    /// <summary>The actor changes itself.</summary>
    public IEnumerable<EscalationStep> OnItself(Actor actor) => Steps(actor, actor.Assessed, Itself, [], via: null);

    /// <summary>The actor changes a role that it may assume anyway, in other ways than those that it has without.</summary>
    public IEnumerable<EscalationStep> OnAssumable(Actor actor, ImmutableArray<string> known) => TrustPolicies.NamesOf(actor.Principal).SelectMany(name => byTrusted[name]).Distinct()
        .OrderBy(role => role.Principal.Arn, StringComparer.Ordinal)
        .SelectMany(role => Steps(actor, role, $"{role.Principal.DisplayName}, which it may assume", known, () => actor.Assume(role.Principal)));

    /// <summary>The actor changes a role and makes itself trusted by it: only told of those who have no shorter way.</summary>
    public IEnumerable<EscalationStep> OnRolesThatItMakesAssumable(Actor actor) => actor.May(EscalationActions.UpdateTrust)
        ? roles.Where(role => role.Principal.Kind == PrincipalKind.Role && role.Principal.Arn != actor.Principal.Arn)
            .SelectMany(role => Steps(actor, role, $"{role.Principal.DisplayName}, and make that role trust it", [], () => TrustSteps.Update(actor, role.Principal)))
        : [];

    /// <param name="actor">Who changes.</param>
    /// <param name="changed">Who is changed.</param>
    /// <param name="name">The changed one in the phrase.</param>
    /// <param name="known">The ways that need not be told again.</param>
    /// <param name="via">How the actor comes to be the changed one; null if it is.</param>
    private IEnumerable<EscalationStep> Steps(Actor actor, AssessedPrincipal changed, string name, ImmutableArray<string> known, Func<Permission?>? via)
    {
        if (changed.Principal.Arn == actor.Principal.Arn && via is not null)
            return [];
        var found = Changes(actor, changed.Principal).Where(changes => !known.Contains(EdgeOf(changes), StringComparer.Ordinal)).Select(change => (change, Gained: Gained(actor, changed, change))).Where(pair => pair.Gained != 0).ToArray();
        if (found.Length == 0)
            return [];
        var entry = via?.Invoke();
        return via is not null && entry is null ? [] : found.Select(pair => Step(pair.change, changed.Principal, name, entry, pair.Gained));
    }

    /// <summary>Single changes, and, where none of them may be enough, the boundary's, or what takes a policy away, with one of the others.</summary>
    private IEnumerable<AccessChange[]> Changes(Actor actor, Principal changed)
    {
        var ofPolicies = policies.Of(actor, changed).ToArray();
        var ofBoundary = boundaries.Of(actor, changed).ToArray();
        return ofPolicies.Concat(ofBoundary).Select(change => (AccessChange[])[change])
            .Concat(ofBoundary.Take(1).SelectMany(boundary => ofPolicies.Select(change => (AccessChange[])[boundary, change])))
            .Concat(ofPolicies.Where(change => change.IsRemoval).SelectMany(removal => ofPolicies.Where(change => !change.IsRemoval).Select(change => (AccessChange[])[removal, change])));
    }

    /// <summary>What a change of two parts gives only counts if neither part gives anything alone.</summary>
    private ulong Gained(Actor actor, AssessedPrincipal changed, AccessChange[] changes)
    {
        if (changes.Length > 1 && changes.Any(change => Gained(actor, changed, [change]) != 0))
            return 0;
        var name = string.Join(" and ", changes.Select(change => change.Change));
        return access.Gained(changed, name, before => changes.Aggregate(before, (policies, change) => change.Apply(policies))) & ~actor.Assessed.Held;
    }

    private static EscalationStep Step(AccessChange[] changes, Principal changed, string name, Permission? entry, ulong gained) => new(
        entry is { Action: EscalationActions.UpdateTrust } ? $"{EdgeOf(changes)}+{entry.Action}" : EdgeOf(changes),
        string.Join(" and ", changes.Select(change => change.Phrase)),
        changed.Arn,
        name,
        gained,
        () => changes.SelectMany(change => change.Permission.Evidence()).Concat(entry?.Evidence(changed) ?? []));

    private static string EdgeOf(AccessChange[] changes) => changes.Length == 1
        ? changes[0].Permission.Action
        : string.Join('+', changes.Select(change => change.Permission.Action).Order(StringComparer.Ordinal));
}
