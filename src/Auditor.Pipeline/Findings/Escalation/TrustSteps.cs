using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over the identity of somebody who has Write actions: a role that is made to trust the actor, a user whose keys or password it makes.</summary>
/// <param name="ground">The payer.</param>
internal sealed class TrustSteps(PayerGround ground)
{
    private static readonly (string Action, string Phrase)[] UserActions =
    [
        (EscalationActions.CreateAccessKey, "make access keys of {0}"),
        (EscalationActions.CreateLoginProfile, "give a password to {0}, unless there is one"),
        (EscalationActions.UpdateLoginProfile, "change the password of {0}, if there is one"),
    ];

    private readonly ImmutableArray<(AssessedPrincipal Holder, ulong Writes)> writers =
        [.. ground.Principals.Select(assessed => (assessed, WriteAccess.Of(assessed))).Where(pair => pair.Item2 != 0)];

    /// <summary>Those who have Write actions for certain.</summary>
    public ImmutableArray<(AssessedPrincipal Holder, ulong Writes)> Writers => writers;

    /// <summary>That the actor may make a role trust it, and may assume it then; null if not, or if it may assume the role anyway.</summary>
    public static Permission? Update(Actor actor, Principal role) =>
        actor.May(EscalationActions.UpdateTrust)
        && actor.Hold(EscalationActions.UpdateTrust, role.Arn, RequestKeys.About(role)) is { } permission
        && actor.Assume(role) is null && actor.CouldAssume(role)
            ? permission
            : null;

    /// <summary>The actor becomes a role that has Write actions.</summary>
    public IEnumerable<EscalationStep> OverRoles(Actor actor)
    {
        foreach (var (holder, writes) in Gains(actor, EscalationActions.UpdateTrust, PrincipalKind.Role))
        {
            if (Update(actor, holder.Principal) is { } permission)
                yield return Step(permission, "make itself trusted by {0}, and assume it", holder.Principal, writes);
        }
    }

    /// <summary>The actor becomes a user that has Write actions.</summary>
    public IEnumerable<EscalationStep> OverUsers(Actor actor)
    {
        foreach (var (action, phrase) in UserActions)
        {
            foreach (var (holder, writes) in Gains(actor, action, PrincipalKind.User))
            {
                if (actor.Hold(action, holder.Principal.Arn, RequestKeys.About(holder.Principal)) is { } permission)
                    yield return Step(permission, phrase, holder.Principal, writes);
            }
        }
    }

    private IEnumerable<(AssessedPrincipal Holder, ulong Writes)> Gains(Actor actor, string action, PrincipalKind kind) => actor.May(action)
        ? writers.Where(writer => writer.Holder.Principal.Kind == kind && writer.Holder.Principal.Arn != actor.Principal.Arn)
            .Select(writer => (writer.Holder, writer.Writes & ~actor.Assessed.Held))
            .Where(writer => writer.Item2 != 0)
        : [];

    private static EscalationStep Step(Permission permission, string phrase, Principal target, ulong writes) =>
        new(permission.Action, phrase, target.Arn, target.DisplayName, writes, () => permission.Evidence());
}
