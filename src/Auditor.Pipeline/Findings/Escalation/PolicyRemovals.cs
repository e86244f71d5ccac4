using System.Collections.Immutable;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The changes by which a policy that denies Write actions stops binding a role or user.</summary>
/// <param name="ground">The payer.</param>
internal sealed class PolicyRemovals(PayerGround ground)
{
    private const string LeaveGroup = "iam:RemoveUserFromGroup";
    private static readonly ImmutableArray<string> OfRoles = ["iam:DeleteRolePolicy", "iam:DetachRolePolicy"];
    private static readonly ImmutableArray<string> OfUsers = ["iam:DeleteUserPolicy", "iam:DetachUserPolicy", "iam:DeleteGroupPolicy", "iam:DetachGroupPolicy", LeaveGroup];

    /// <summary>Those that an actor may certainly make. A policy that binds in two ways, as through two groups, stays.</summary>
    public IEnumerable<AccessChange> Of(Actor actor, Principal changed)
    {
        if (!(changed.Kind == PrincipalKind.User ? OfUsers : OfRoles).Any(actor.May) || !changed.Policies.Any(policy => WriteAccess.IsDeniedBy(policy.Document)))
            yield break;
        HeldGroup[] groups = [.. ground.Groups.Where(group => group.Members.Contains(changed.Arn))];
        foreach (var denying in changed.Policies.Where(policy => WriteAccess.IsDeniedBy(policy.Document)))
        {
            if (PlacesOf(denying.Reference, changed, groups) is [var only] && Take(actor, denying.Reference, changed, only) is { } removed)
                yield return removed;
        }

        foreach (var group in actor.May(LeaveGroup) ? groups : [])
        {
            if (Leave(actor, changed, group, groups) is { } left)
                yield return left;
        }
    }

    /// <summary>Where a policy comes from: the holder itself (null), its groups.</summary>
    private HeldGroup?[] PlacesOf(PolicyReference policy, Principal changed, HeldGroup[] groups)
    {
        var isOwn = policy.Origin == PolicyOrigin.Inline
            ? policy.Id.StartsWith(changed.Arn + " ", StringComparison.Ordinal)
            : changed.Kind != PrincipalKind.User || ground.AttachedToUsers[changed.Arn].Contains(policy.Id, StringComparer.Ordinal);
        return [.. isOwn ? (HeldGroup?[])[null] : [], .. groups.Where(group => group.Policies.Any(held => held.Reference.Id == policy.Id))];
    }

    private static AccessChange? Take(Actor actor, PolicyReference denying, Principal changed, HeldGroup? group)
    {
        var isInline = denying.Origin == PolicyOrigin.Inline;
        var kind = group is not null ? "Group" : changed.Kind == PrincipalKind.User ? "User" : "Role";
        var action = $"iam:{(isInline ? "Delete" : "Detach")}{kind}Policy";
        if (!actor.May(action))
            return null;
        var keys = group is null ? RequestKeys.About(changed) : RequestKeys.None;
        return actor.Hold(action, group?.Arn ?? changed.Arn, isInline ? keys : keys.SetItem(RequestKeys.PolicyArn, denying.Id)) is not { } permission
            ? null
            : new AccessChange(
                permission,
                "without " + denying.Id,
                $"take {denying.Name}, which denies it, away from {(group is null ? "{0}" : $"the group {group.Name}, to which it belongs")}",
                before => AccessChange.Without(before, denying.Id))
            { IsRemoval = true };
    }

    /// <summary>With the group goes what binds through it alone.</summary>
    private AccessChange? Leave(Actor actor, Principal user, HeldGroup group, HeldGroup[] groups)
    {
        HeldPolicy[] gone = [.. group.Policies.Where(policy => PlacesOf(policy.Reference, user, groups).Length == 1)];
        return gone.Any(policy => WriteAccess.IsDeniedBy(policy.Document)) && actor.Hold(LeaveGroup, group.Arn, RequestKeys.None) is { } permission
            ? new AccessChange(
                permission,
                "leaves " + group.Arn,
                $"take {{0}} out of the group {group.Name}, which denies it",
                before => gone.Aggregate(before, (policies, policy) => AccessChange.Without(policies, policy.Reference.Id)))
            { IsRemoval = true }
            : null;
    }
}
