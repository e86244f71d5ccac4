using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Findings;

/// <summary>Finds the statements through which a principal holds actions.</summary>
internal static class GrantFinder
{
    /// <summary>By policy: the statements that grant, and the actions that they grant.</summary>
    public static IEnumerable<(HeldPolicy Policy, ImmutableArray<Statement> Statements, ImmutableArray<CatalogAction> Actions)> Grants(
        AssessedPrincipal assessed,
        IEnumerable<CatalogAction> actions)
    {
        var grants = actions.SelectMany(action => Statements(assessed, action).Select(grant => (grant.PolicyId, grant.Statement, Action: action))).ToArray();
        foreach (var byPolicy in grants.GroupBy(grant => grant.PolicyId, StringComparer.Ordinal))
        {
            if (assessed.Principal.Policies.FirstOrDefault(policy => policy.Reference.Id == byPolicy.Key) is { } policy)
                yield return (policy, [.. byPolicy.Select(grant => grant.Statement).Distinct()], [.. byPolicy.Select(grant => grant.Action).Distinct()]);
        }
    }

    /// <summary>The statements as evidence.</summary>
    public static ImmutableArray<Evidence> Evidence(AssessedPrincipal assessed, IEnumerable<CatalogAction> actions) =>
        [.. Grants(assessed, actions).SelectMany(grant => grant.Statements.Select(statement => Findings.Evidence.Of(grant.Policy.Reference, statement)))];

    /// <summary>The resources that an action is asked about, of all its types.</summary>
    public static ImmutableArray<string> ResourcesOf(AssessedPrincipal assessed, CatalogAction action) => action.IsWildcardOnly
        ? ["*"]
        : [.. action.AuthorizedTypes.SelectMany(type => assessed.Simulator.Resources.Of(action.Service, type))];

    /// <summary>Where the request is denied all the same, a statement that matches grants nothing.</summary>
    private static IEnumerable<(string PolicyId, Statement Statement)> Statements(AssessedPrincipal assessed, CatalogAction action) =>
        ResourcesOf(assessed, action)
            .Select(resource => assessed.Simulator.Evaluate(action.FullName, resource))
            .Where(result => result.Decision is Decision.Allowed or Decision.Conditional)
            .SelectMany(result => result.MatchedStatements)
            .Where(match => match is { Layer: PolicyLayer.Identity, Statement.Effect: Effect.Allow })
            .Select(match => (match.Policy.Id, match.Statement))
            .Distinct();
}
