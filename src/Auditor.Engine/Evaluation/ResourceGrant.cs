using Auditor.Engine.Arns;
using Auditor.Engine.Policies;
using Auditor.Engine.Requests;

namespace Auditor.Engine.Evaluation;

/// <summary>What an Allow in the resource's own policy is worth: which of the principal's layers may then stay silent.</summary>
/// <remarks>
/// Source: "Resource-based policies" and "Permissions boundaries" of the page named at <see cref="AccessEvaluator"/>, and
/// <see href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html"/>.
/// </remarks>
internal static class ResourceGrant
{
    public static void Apply(AccessRequest request, LayerResult resource, LayerResult identity, LayerResult? boundary, LayerResult? session)
    {
        var isAnotherAccounts = IsAnotherAccounts(request);
        if (!isAnotherAccounts && !AsksTheResource(request.Action))
            resource.GrantedElsewhere = Truth.Yes;
        if (isAnotherAccounts)
            return;
        foreach (var grant in resource.Matches)
        {
            if (grant.Statement.Effect == Effect.Allow)
                Open(Kind(grant.Statement, request), grant.Match, identity, boundary, session);
        }

        if (resource.Unreadable is not null)
            Open(PrincipalMatchKind.Session, Truth.Unknown, identity, boundary, session);
        resource.OpensOthers = !identity.IsGranted || boundary is { IsGranted: false } || session is { IsGranted: false };
    }

    /// <summary>True if a grant by the resource's policy opens no other layer: then each layer decides by itself.</summary>
    public static bool OpensNothing(AccessRequest request) => IsAnotherAccounts(request);

    private static void Open(PrincipalMatchKind kind, Truth match, LayerResult identity, LayerResult? boundary, LayerResult? session)
    {
        if (kind > PrincipalMatchKind.Account)
            identity.GrantedElsewhere = identity.GrantedElsewhere.Or(match);
        if (kind > PrincipalMatchKind.Role && boundary is not null)
            boundary.GrantedElsewhere = boundary.GrantedElsewhere.Or(match);
        if (kind is PrincipalMatchKind.Everyone or PrincipalMatchKind.Session && session is not null)
            session.GrantedElsewhere = session.GrantedElsewhere.Or(match);
    }

    /// <summary>An Allow with NotPrincipal, which AWS takes no longer, grants everyone whom it does not name, without an account too.</summary>
    private static PrincipalMatchKind Kind(Statement statement, AccessRequest request) =>
        statement.Principal is { IsNotPrincipal: false } element
            ? PrincipalMatch.Strongest(element, request)
            : PrincipalMatchKind.Everyone;

    /// <summary>A role's trust policy and a key's policy must allow by themselves.</summary>
    private static bool AsksTheResource(string action) =>
        ResourceGrants.IsDecidedByTrust(action) || action.StartsWith("kms:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Services and identity providers belong to no account: what the resource's policy says to them is all there is.</summary>
    private static bool IsAnotherAccounts(AccessRequest request) =>
        request.PrincipalType == PrincipalEntry.Aws && request.ResourceAccount is { } owner && Arn.TryParse(request.PrincipalArn, out var caller) && caller.Account != owner;
}
