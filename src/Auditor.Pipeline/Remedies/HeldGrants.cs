using Auditor.Engine.Arns;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Makes a policy of what a principal holds, on the resources on which it is held.</summary>
internal static class HeldGrants
{
    private const int MostNamed = 3;

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

    /// <summary>Where the policy is not quite what the principal holds.</summary>
    public static IEnumerable<string> Notes(AssessedPrincipal assessed, RequiredGrants grants)
    {
        var names = grants.All.Select(grant => grant.Action).ToHashSet(StringComparer.Ordinal);
        var held = ActionMask.Actions.Where(action => names.Contains(action.FullName)).Select(action => (action.FullName, Access: assessed.AccessTo(action))).ToArray();
        var conditional = held.Where(one => one.Access.Verdict == Verdict.Conditional).ToArray();
        if (conditional.Length > 0)
        {
            var keys = conditional.SelectMany(one => one.Access.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
            yield return $"held only as {string.Join(", ", keys)} has it, and this policy has no condition: {List(conditional.Select(one => one.FullName))}";
        }

        if (ActionMask.ActionsOf(assessed.Held).Select(action => action.FullName).Where(action => !names.Contains(action)).ToArray() is { Length: > 0 } open)
            yield return $"held only on what is made later, and left out: {List(open)}";
        if (held.Where(one => one.Access is { Verdict: Verdict.Some, ReachesNewResources: true } && !IsPattern(grants, one.FullName)).Select(one => one.FullName).ToArray() is { Length: > 0 } reaching)
            yield return $"held on some resources and on what is made later, and this policy names those that there are: {List(reaching)}";
        if (assessed.Unknown != 0)
            yield return $"a policy could not be read, so nobody can tell whether the principal holds {List(ActionMask.ActionsOf(assessed.Unknown).Select(action => action.FullName))}";
    }

    /// <summary>
    /// The resources of a type on which an action is held: of each owner all, as a pattern, where it is held on all that there are and on those to come, else those
    /// that there are.
    /// </summary>
    private static IEnumerable<string> HeldOn(PrincipalSimulator simulator, CatalogAction action, string type, bool namesInventory)
    {
        bool MayDo(string arn) => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional;
        foreach (var owned in simulator.Resources.Of(action.Service, type).GroupBy(arn => Arn.AccountOf(arn).ToString(), StringComparer.Ordinal))
        {
            var pattern = owned.First()[..(owned.First().LastIndexOf('/') + 1)] + "*";
            string[] there = [.. owned.Where(arn => !ResourceCatalogue.IsProbe(arn))];
            string[] held = [.. there.Where(MayDo)];
            if (held.Length == there.Length && MayDo(ResourceCatalogue.Instance(pattern)) && !(namesInventory && there.Length > 0))
                yield return pattern;
            else
            {
                foreach (var arn in held)
                    yield return arn;
            }
        }
    }

    private static bool IsPattern(RequiredGrants grants, string action) => grants.All.Any(grant => grant.Action == action && grant.Resources.Any(arn => arn.EndsWith("/*", StringComparison.Ordinal)));

    private static string List(IEnumerable<string> actions)
    {
        var names = actions.ToArray();
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
    }
}
