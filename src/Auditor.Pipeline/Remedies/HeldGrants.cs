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
    public static void AddTo(RequiredGrants grants, AssessedPrincipal assessed, Func<CatalogAction, bool> isWanted)
    {
        foreach (var action in ActionMask.Actions.Where(isWanted))
        {
            var unlisted = UnlistedResources.Of(assessed.Simulator, action);
            if (assessed.AccessTo(action).Verdict.IsHeld())
                grants.Add(action, type => HeldOn(assessed.Simulator, action, type), unlisted);
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

        if (held.Where(one => one.Access is { Verdict: Verdict.Some, ReachesNewResources: true }).Select(one => one.FullName).ToArray() is { Length: > 0 } reaching)
            yield return $"held on some resources and on what is made later, and this policy names those that there are: {List(reaching)}";
        if (assessed.Unknown != 0)
            yield return $"a policy could not be read, so nobody can tell whether the principal holds {List(ActionMask.ActionsOf(assessed.Unknown).Select(action => action.FullName))}";
    }

    /// <summary>The resources of a type on which an action is held; null for all of them and those to come.</summary>
    private static string[]? HeldOn(PrincipalSimulator simulator, CatalogAction action, string type)
    {
        var asked = simulator.Resources.Of(action.Service, type);
        var held = asked.Where(arn => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional).ToArray();
        return held.Length == asked.Length ? null : [.. held.Where(arn => !ResourceCatalogue.IsProbe(arn))];
    }

    private static string List(IEnumerable<string> actions)
    {
        var names = actions.ToArray();
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
    }
}
