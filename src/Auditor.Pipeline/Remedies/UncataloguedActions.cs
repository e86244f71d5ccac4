using System.Collections.Immutable;
using Auditor.Engine;
using Auditor.Engine.Matching;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>
/// What a change may allow of services that the catalogue does not have. Their actions cannot be asked about one by one, so each pattern of the Deny
/// statements that change is asked about with an action and with resources that fit it.
/// </summary>
internal static class UncataloguedActions
{
    private const string Everything = "*";

    // Nothing is called so; resource control policies reach Amazon S3.
    private static readonly string[] OfEverything = [ResourceCatalogue.Instance("uncatalogued:*"), ResourceCatalogue.Instance("s3:*")];
    private static readonly string[] AnyResources = [Everything, ResourceCatalogue.Instance("arn:aws:uncatalogued:::*")];

    /// <summary>Patterns of which the principal is denied less afterwards and may hold something, in ordinal order; <c>*</c> stands for all that a NotAction leaves too.</summary>
    /// <param name="before">The principal as it is.</param>
    /// <param name="after">The principal with the change.</param>
    /// <param name="asked">The actions that are to be allowed.</param>
    public static ImmutableArray<string> NewlyAllowed(PrincipalSimulator before, PrincipalSimulator after, IEnumerable<string> asked)
    {
        var meant = asked.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var statement in ChangedStatements.Between(before.AllPolicies, after.AllPolicies).Denials)
        {
            foreach (var pattern in Beyond(statement).Where(pattern => !meant.Contains(pattern)))
            {
                if (!found.Contains(pattern) && MayHold(after, pattern, meant) && IsDeniedLess(before, after, pattern, statement))
                    found.Add(pattern);
            }
        }

        return [.. found];
    }

    /// <summary>The statement's patterns that cover more than the catalogue.</summary>
    private static IEnumerable<string> Beyond(Statement statement) => statement.IsNotAction
        ? [Everything]
        : statement.Actions.Where(pattern => !CatalogActions.HasAllOf(pattern)).Select(pattern => pattern.MatchesEverything ? Everything : pattern.Text);

    private static bool MayHold(PrincipalSimulator simulator, string pattern, HashSet<string> meant) =>
        simulator.AllPolicies.Identity.SelectMany(policy => policy.Document.Statements).Any(statement => statement.IsUnreadable
            || (statement.Effect == Effect.Allow && Beyond(statement).Any(allowed => !meant.Contains(allowed) && Folded(allowed).Intersects(Folded(pattern)))));

    private static Glob Folded(string pattern) => Glob.Parse(pattern.ToLowerInvariant());

    private static bool IsDeniedLess(PrincipalSimulator before, PrincipalSimulator after, string pattern, Statement statement)
    {
        // What a policy variable stands for is not spelled here.
        if (statement.Resources.Any(resource => resource.Text.Contains("${", StringComparison.Ordinal)))
            return true;
        var actions = pattern == Everything ? OfEverything : ActionsOf(pattern);
        var resources = statement.IsNotResource || statement.Resources.IsEmpty ? AnyResources : statement.Resources.Select(resource => ResourceCatalogue.Instance(resource.Text));
        return resources.Any(resource => actions.Any(action => DenialOf(after, action, resource) < DenialOf(before, action, resource)));
    }

    /// <summary>An action that fits; none if none can, for each has a colon.</summary>
    private static string[] ActionsOf(string pattern)
    {
        if (pattern.Contains(':', StringComparison.Ordinal))
            return [ResourceCatalogue.Instance(pattern)];
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        return star < 0 ? [] : [ResourceCatalogue.Instance($"{pattern[..star]}uncatalogued:{pattern[star..]}")];
    }

    /// <summary>How surely a Deny statement stands in the way.</summary>
    private static int DenialOf(PrincipalSimulator simulator, string action, string resource) =>
        simulator.EvaluateEmbedded(action, resource).Blockers.Where(blocker => blocker.IsExplicit).Select(blocker => blocker.Certainty == Truth.Yes ? 2 : 1).DefaultIfEmpty().Max();
}
