using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>The changes by which a permissions boundary stops binding a role or user.</summary>
/// <param name="policies">Which policies allow Write actions.</param>
internal sealed class BoundaryChanges(PolicyChanges policies)
{
    private const string NoBoundary = "no boundary";

    /// <summary>Those that an actor may certainly make; none for roles that AWS itself made, whose boundaries AWS keeps.</summary>
    public IEnumerable<AccessChange> Of(Actor actor, Principal changed)
    {
        var kind = changed.Kind switch
        {
            PrincipalKind.Role => "Role",
            PrincipalKind.User => "User",
            _ => null,
        };
        if (kind is null || changed.Boundary is null)
            yield break;
        if (Delete(actor, $"iam:Delete{kind}PermissionsBoundary", changed) is { } deleted)
            yield return new AccessChange(deleted, NoBoundary, "remove the permissions boundary of {0}", AccessChange.WithoutBoundary);
        if (Put(actor, $"iam:Put{kind}PermissionsBoundary", changed) is { } put)
            yield return new AccessChange(put, NoBoundary, "set another permissions boundary for {0}", AccessChange.WithoutBoundary);
    }

    private static Permission? Delete(Actor actor, string action, Principal changed) =>
        actor.May(action) ? actor.Hold(action, changed.Arn, RequestKeys.About(changed)) : null;

    /// <summary>The request names the new boundary, so a condition on the boundary looks at that one.</summary>
    private Permission? Put(Actor actor, string action, Principal changed)
    {
        if (!actor.May(action))
            return null;
        var keys = RequestKeys.About(changed);
        return policies.Granting().Take(actor.AsksFor(RequestKeys.PermissionsBoundary) ? int.MaxValue : 1)
            .Select(arn => actor.Hold(action, changed.Arn, keys.SetItem(RequestKeys.PermissionsBoundary, arn)))
            .FirstOrDefault(permission => permission is not null);
    }
}
