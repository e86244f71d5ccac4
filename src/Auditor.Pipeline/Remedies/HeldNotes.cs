using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Says where a policy that is made of what a principal holds is not quite that.</summary>
internal static class HeldNotes
{
    private const int MostNamed = 3;

    public static IEnumerable<string> Of(AssessedPrincipal assessed, RequiredGrants grants)
    {
        var named = grants.All.ToDictionary(grant => grant.Action, grant => grant.Resources.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var held = ActionMask.Actions.Where(action => named.ContainsKey(action.FullName)).ToArray();
        foreach (var note in OfConditions([.. held.Select(action => (action.FullName, Keys: KeysOf(assessed, action, named[action.FullName]).ToArray())).Where(one => one.Keys.Length > 0)]))
            yield return note;
        if (ActionMask.ActionsOf(assessed.Held).Select(action => action.FullName).Where(action => !named.ContainsKey(action)).ToArray() is { Length: > 0 } open)
            yield return $"held only on what is made later, and left out: {List(open)}";
        if (held.Where(action => IsHeldOnMore(assessed, action, named[action.FullName])).Select(action => action.FullName).ToArray() is { Length: > 0 } reaching)
            yield return $"held on what is made later too, and this policy names only what there is: {List(reaching)}";
        if (assessed.Unknown != 0)
            yield return $"a policy could not be read, so nobody can tell whether the principal holds {List(ActionMask.ActionsOf(assessed.Unknown).Select(action => action.FullName))}";
    }

    private static IEnumerable<string> OfConditions((string Action, string[] Keys)[] conditional)
    {
        // Which account is the payer is no condition of a policy, and has a note of its own.
        var keys = conditional.SelectMany(one => one.Keys).Where(key => !ContextKeys.IsProviso(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (keys.Length > 0)
            yield return $"held only as {string.Join(", ", keys)} has it, and this policy has no condition: {List(conditional.Where(one => one.Keys.Any(key => !ContextKeys.IsProviso(key))).Select(one => one.Action))}";
        if (conditional.Any(one => one.Keys.Contains(ContextKeys.ServiceControlPoliciesAllow, StringComparer.Ordinal)))
            yield return "the snapshot does not tell which service control policies bind the account: add organization.json to it";
    }

    /// <summary>The keys on which it depends somewhere whether the action is allowed.</summary>
    private static IEnumerable<string> KeysOf(AssessedPrincipal assessed, CatalogAction action, HashSet<string> named)
    {
        var simulator = assessed.Simulator;
        var asked = assessed.AccessTo(action) switch
        {
            { Verdict: Verdict.Conditional } access => access.Keys,
            { Verdict: Verdict.Some } => simulator.ResourcesOf(action).SelectMany(KeysOn),
            _ => [],
        };
        return asked.Concat(named.Where(arn => !arn.EndsWith('*')).SelectMany(KeysOn)).Distinct(StringComparer.Ordinal);

        IEnumerable<string> KeysOn(string arn) => simulator.Decide(action.FullName, arn) == Decision.Conditional ? simulator.Evaluate(action.FullName, arn).UnknownKeys : [];
    }

    /// <summary>True if it is held on resources of some type and owner that are still to come, and the policy has no pattern for just these.</summary>
    private static bool IsHeldOnMore(AssessedPrincipal assessed, CatalogAction action, HashSet<string> named) =>
        !action.IsWildcardOnly && assessed.AccessTo(action).Verdict is Verdict.Some or Verdict.Conditional
        && action.AuthorizedTypes.SelectMany(type => HeldGrants.Owned(assessed.Simulator, action, type))
            .Any(owned => !named.Contains(owned.Pattern) && HeldGrants.MayDo(assessed.Simulator, action, ResourceCatalogue.Instance(owned.Pattern)));

    private static string List(IEnumerable<string> actions)
    {
        var names = actions.ToArray();
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
    }
}
