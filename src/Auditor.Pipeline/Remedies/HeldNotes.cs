using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Says where a policy that is made of what a principal holds is not quite that.</summary>
internal sealed class HeldNotes
{
    private const int MostNamed = 3;
    private readonly AssessedPrincipal assessed;
    private readonly HeldScope scope;
    private readonly Dictionary<string, HashSet<string>> named;
    private readonly ImmutableArray<(string Action, string[] Keys)> conditional;

    private HeldNotes(AssessedPrincipal assessed, RequiredGrants grants, HeldScope scope)
    {
        (this.assessed, this.scope) = (assessed, scope);
        named = grants.All.ToDictionary(grant => grant.Action, grant => grant.Resources.ToHashSet(StringComparer.Ordinal), StringComparer.OrdinalIgnoreCase);
        conditional =
        [
            .. grants.All.Select(grant => (grant.Action, Keys: KeysOf(grant.Action, grant.Context).Distinct(StringComparer.Ordinal).ToArray()))
                .Where(one => one.Keys.Length > 0),
        ];
    }

    public static IEnumerable<string> Of(AssessedPrincipal assessed, RequiredGrants grants, HeldScope scope)
    {
        var notes = new HeldNotes(assessed, grants, scope);
        return [.. notes.OfConditions(), .. notes.OfWhatIsLeftOut(), .. notes.OfWhatIsHeldBesides()];
    }

    private IEnumerable<string> OfConditions()
    {
        // Which account is the payer is no condition of a policy, and has a note of its own.
        var keys = conditional.SelectMany(one => one.Keys).Where(key => !ContextKeys.IsProviso(key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        if (keys.Length > 0)
            yield return $"held only as {string.Join(", ", keys)} has it, and this policy has no condition: {List(conditional.Where(one => one.Keys.Any(key => !ContextKeys.IsProviso(key))).Select(one => one.Action))}";
        if (conditional.Any(one => one.Keys.Contains(ContextKeys.ServiceControlPoliciesAllow, StringComparer.Ordinal)))
            yield return "the snapshot does not tell which service control policies bind the account: add organization.json to it";
    }

    private IEnumerable<string> OfWhatIsLeftOut()
    {
        var leftOut = ActionMask.ActionsOf(assessed.Held).Where(action => !named.ContainsKey(action.FullName)).ToLookup(action => !scope.Wants(action) ? "not permitted by its profiles"
            : scope.IsConfined(action) ? "not held on what the assignment lists" : "held only on what is made later");
        foreach (var same in leftOut)
            yield return $"{same.Key}, and left out: {List(same.Select(action => action.FullName))}";
    }

    private IEnumerable<string> OfWhatIsHeldBesides()
    {
        var reaching = ActionMask.Actions.Where(action => named.ContainsKey(action.FullName) && !action.IsWildcardOnly).ToArray();
        if (reaching.Where(IsHeldOnWhatIsNotListed).Select(action => action.FullName).ToArray() is { Length: > 0 } beyond)
            yield return $"held on more than the assignment lists, and this policy names only that: {List(beyond)}";
        if (reaching.Where(IsHeldOnMoreLater).Select(action => action.FullName).ToArray() is { Length: > 0 } later)
            yield return $"held on what is made later too, and this policy names only what there is: {List(later)}";
        if (assessed.Unknown != 0)
            yield return $"a policy could not be read, so nobody can tell whether the principal holds {List(ActionMask.ActionsOf(assessed.Unknown).Select(action => action.FullName))}";
    }

    /// <summary>The keys on which it depends somewhere whether the action is allowed.</summary>
    private IEnumerable<string> KeysOf(string action, ImmutableArray<FixedContextValue> context)
    {
        var simulator = assessed.Simulator;
        var fixedKeys = context.ToImmutableDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);
        var row = ActionMask.Actions.FirstOrDefault(row => row.FullName == action);
        var asked = row is null || scope.IsConfined(row) ? [] : assessed.AccessTo(row) switch
        {
            { Verdict: Verdict.Conditional } access => access.Keys,
            { Verdict: Verdict.Some } => simulator.ResourcesOf(row).SelectMany(KeysOn),
            _ => [],
        };
        return asked.Concat(named[action].Where(arn => row is null || !arn.EndsWith('*')).Select(arn => arn == "*" ? arn : ResourceCatalogue.Instance(arn)).SelectMany(KeysOn));

        IEnumerable<string> KeysOn(string arn) => simulator.Decide(action, arn, fixedKeys) == Decision.Conditional ? simulator.Evaluate(action, arn, fixedKeys).UnknownKeys : [];
    }

    /// <summary>True if it is held on resources of some type and owner that are still to come, and the policy has no pattern for just these.</summary>
    private bool IsHeldOnMoreLater(CatalogAction action) => assessed.AccessTo(action).Verdict is Verdict.Some or Verdict.Conditional
        && action.AuthorizedTypes.Where(type => scope.ListedFor(action, type) is null).SelectMany(type => HeldGrants.Owned(assessed.Simulator, action, type))
            .Any(owned => !named[action.FullName].Contains(owned.Pattern) && MayDo(action, ResourceCatalogue.Instance(owned.Pattern)));

    private bool IsHeldOnWhatIsNotListed(CatalogAction action) => action.AuthorizedTypes
        .Where(type => scope.ListedFor(action, type) is not null).SelectMany(type => assessed.Simulator.Resources.Of(action.Service, type))
        .Any(arn => !named[action.FullName].Contains(arn) && MayDo(action, arn));

    private bool MayDo(CatalogAction action, string arn) => HeldGrants.MayDo(assessed.Simulator, action, arn);

    private static string List(IEnumerable<string> actions)
    {
        var names = actions.ToArray();
        return string.Join(", ", names.Take(MostNamed)) + (names.Length > MostNamed ? $" and {names.Length - MostNamed} more" : "");
    }
}
