using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Inventory;

/// <summary>What a policy names and the permissions boundary takes away again, whatever the circumstances.</summary>
/// <param name="Policy">The policy.</param>
/// <param name="Boundary">The boundary.</param>
/// <param name="Statements">The statements that name the actions.</param>
/// <param name="Actions">The actions' full names.</param>
public sealed record LostGrant(PolicyReference Policy, PolicyReference Boundary, ImmutableArray<Statement> Statements, ImmutableArray<string> Actions)
{
    /// <summary>What a principal loses so.</summary>
    internal static ImmutableArray<LostGrant> Of(AssessedPrincipal assessed) =>
        assessed.Facts.MayLoseGrant && assessed.Principal.Boundary is { } boundary
            ? [.. assessed.Principal.Policies.Select(policy => Of(assessed, policy, boundary)).OfType<LostGrant>()]
            : [];

    private static LostGrant? Of(AssessedPrincipal assessed, HeldPolicy policy, HeldPolicy boundary)
    {
        var grants = DocumentFacts.Of(policy.Document).NamedGrants;
        var facts = DocumentFacts.Of(boundary.Document);
        var mayBeTaken = grants.Aggregate(0UL, (mask, grant) => mask | grant.Mask) & ~facts.AllowedOnEverything;
        // What the boundary allows nowhere is lost wherever it is granted, and some statements grant it everywhere.
        var isTaken = facts.IsUnreadable || assessed.Simulator.AsksAws ? 0 : grants.Where(grant => DocumentFacts.IsOnEverything(grant.Statement)).Aggregate(0UL, (mask, grant) => mask | grant.Mask) & ~facts.Allowed;
        var taken = ActionMask.ActionsOf(mayBeTaken).Where(action => (ActionMask.Of(action.FullName) & isTaken) != 0 || IsTakenAway(assessed, grants, action)).ToArray();
        return taken.Length == 0 ? null : new LostGrant(
            policy.Reference,
            boundary.Reference,
            [.. grants.Where(grant => (grant.Mask & ActionMask.Of(taken)) != 0).Select(grant => grant.Statement)],
            [.. taken.Select(action => action.FullName)]);
    }

    /// <summary>A statement that names the action may match somewhere, and wherever one does the boundary certainly stops the request.</summary>
    private static bool IsTakenAway(AssessedPrincipal assessed, ImmutableArray<NamedGrant> grants, CatalogAction action)
    {
        var naming = grants.Where(grant => (grant.Mask & ActionMask.Of([action])) != 0).Select(grant => grant.Statement).ToArray();
        ImmutableArray<string> resources = [.. assessed.Simulator.ResourcesOf(action.FullName).Concat(NamedResources(assessed, action)).Distinct(StringComparer.Ordinal)];
        var isGranted = false;
        foreach (var resource in assessed.Simulator.AllPolicies.RepresentativesOf(action.FullName, resources))
        {
            var result = assessed.Simulator.Evaluate(action.FullName, resource);
            if (!result.MatchedStatements.Any(match => match.Layer == PolicyLayer.Identity && naming.Contains(match.Statement)))
                continue;
            if (result.AllowedByPermissionsBoundary != Truth.No)
                return false;
            isGranted = true;
        }

        return isGranted;
    }

    /// <summary>Resources that only the policies name: an inventory need not have them.</summary>
    private static IEnumerable<string> NamedResources(AssessedPrincipal assessed, CatalogAction action) =>
        action.AuthorizedTypes.SelectMany(type => assessed.Simulator.AllPolicies.InstancesOf(action.FullName, $"arn:*:billingconductor::*:{type}/*"));
}
