using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Makes a policy of what a principal holds, on the resources on which it is held.</summary>
internal static class HeldGrants
{
    /// <summary>Adds what the principal holds: on all resources of a type only where it is held on all that there are and on those to come.</summary>
    /// <param name="grants">Where to add it.</param>
    /// <param name="assessed">The principal.</param>
    /// <param name="isWanted">False for actions that are left out.</param>
    /// <param name="namesInventory">True to name the resources that there are in any case.</param>
    public static void AddTo(RequiredGrants grants, AssessedPrincipal assessed, Func<CatalogAction, bool> isWanted, bool namesInventory)
    {
        foreach (var action in ActionMask.Actions.Where(isWanted))
        {
            var unlisted = UnlistedResources.Of(assessed.Simulator, action);
            if (assessed.AccessTo(action).Verdict.IsHeld())
                grants.Add(action, type => HeldOn(assessed.Simulator, action, type, namesInventory), unlisted);
            else if (!unlisted.IsEmpty)
                grants.Add(action, _ => [], unlisted);
        }
    }

    /// <summary>The patterns for all resources of one owner that an action is authorized on, each with the resources that it stands for, probes last.</summary>
    internal static IEnumerable<(string Pattern, ImmutableArray<string> Resources)> Owned(PrincipalSimulator simulator, CatalogAction action, string type) =>
        simulator.Resources.Of(action.Service, type).GroupBy(arn => arn[..(arn.LastIndexOf('/') + 1)] + "*", StringComparer.Ordinal).Select(owned => (owned.Key, owned.ToImmutableArray()));

    internal static bool MayDo(PrincipalSimulator simulator, CatalogAction action, string arn) => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional;

    /// <summary>
    /// The resources of a type on which an action is held: of each owner all, as a pattern, where it is held on all that there are and on those to come, else those
    /// that there are.
    /// </summary>
    private static IEnumerable<string> HeldOn(PrincipalSimulator simulator, CatalogAction action, string type, bool namesInventory)
    {
        foreach (var (pattern, owned) in Owned(simulator, action, type))
        {
            string[] there = [.. owned.Where(arn => !ResourceCatalogue.IsProbe(arn))];
            string[] held = [.. there.Where(arn => MayDo(simulator, action, arn))];
            if (held.Length == there.Length && !(namesInventory && there.Length > 0) && IsHeldAlikeLater(simulator, action, pattern, there))
                yield return pattern;
            else
            {
                foreach (var arn in held)
                    yield return arn;
            }
        }
    }

    /// <summary>
    /// True if it is held on what is made later, under no condition that is not one on what there is, nor on tags: a policy without the condition would allow
    /// more there than the principal holds today.
    /// </summary>
    private static bool IsHeldAlikeLater(PrincipalSimulator simulator, CatalogAction action, string pattern, string[] there)
    {
        var later = ResourceCatalogue.Instance(pattern);
        var decision = simulator.Decide(action.FullName, later);
        if (decision != Decision.Conditional)
            return decision == Decision.Allowed;
        var keys = simulator.Evaluate(action.FullName, later).UnknownKeys;
        if (keys.Any(ContextKeys.IsOfResource))
            return false;
        var known = there.SelectMany(arn => simulator.Evaluate(action.FullName, arn).UnknownKeys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return there.Length == 0 || keys.All(known.Contains);
    }
}
