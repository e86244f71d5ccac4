using System.Collections.Immutable;
using Auditor.Engine.Catalog;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Simulate;

namespace Auditor.Pipeline.Remedies;

/// <summary>Makes a policy of what a principal holds of Billing Conductor, on the resources on which it is held.</summary>
internal sealed class HeldGrants
{
    private readonly RequiredGrants grants;
    private readonly PrincipalSimulator simulator;
    private readonly HeldScope scope;

    private HeldGrants(RequiredGrants grants, PrincipalSimulator simulator, HeldScope scope)
    {
        this.grants = grants;
        this.simulator = simulator;
        this.scope = scope;
    }

    /// <summary>Adds what the principal holds: on all resources of a type only where it is held on all that there are and on those to come.</summary>
    /// <param name="grants">Where to add it.</param>
    /// <param name="assessed">The principal.</param>
    /// <param name="scope">What of it is wanted.</param>
    public static void AddTo(RequiredGrants grants, AssessedPrincipal assessed, HeldScope scope)
    {
        var held = new HeldGrants(grants, assessed.Simulator, scope);
        foreach (var action in ActionMask.Actions.Where(scope.Wants))
            held.Add(action, assessed.AccessTo(action).Verdict);
    }

    /// <summary>The patterns for all resources of one owner that an action is authorized on, each with the resources that it stands for, probes last.</summary>
    internal static IEnumerable<(string Pattern, ImmutableArray<string> Resources)> Owned(PrincipalSimulator simulator, CatalogAction action, string type) =>
        simulator.Resources.Of(action.Service, type).GroupBy(PatternOf, StringComparer.Ordinal).Select(owned => (owned.Key, owned.ToImmutableArray()));

    internal static bool MayDo(PrincipalSimulator simulator, CatalogAction action, string arn) => simulator.Decide(action.FullName, arn) is Decision.Allowed or Decision.Conditional;

    private static string PatternOf(string arn) => arn[..(arn.LastIndexOf('/') + 1)] + "*";

    private void Add(CatalogAction action, Verdict verdict)
    {
        string[][] byType = action.IsWildcardOnly ? [verdict.IsHeld() ? ["*"] : []] : [.. action.AuthorizedTypes.Select(type => HeldOn(action, type, isKnown: verdict != Verdict.Unknown))];
        // What is authorized on two types at once is of no use on one of them.
        if (action.Resources.Any(resource => resource.Required) ? byType.All(arns => arns.Length > 0) : byType.Any(arns => arns.Length > 0))
            grants.AddHeld(action.FullName, byType.SelectMany(arns => arns), []);
    }

    private string[] HeldOn(CatalogAction action, string type, bool isKnown)
    {
        if (scope.ListedFor(action, type) is { } listed)
            return [.. listed.Where(arn => MayDo(simulator, action, arn))];
        var held = (isKnown ? HeldOnAny(action, type) : []).ToHashSet(StringComparer.Ordinal);
        held.UnionWith(UnlistedResources.Of(simulator, action).Where(arn => arn.StartsWith(PatternOf(simulator.Resources.Probe(type)).AsSpan()[..^1], StringComparison.Ordinal)));
        held.UnionWith(scope.ListedByTasks(action, type).Where(arn => !held.Contains(PatternOf(arn)) && MayDo(simulator, action, arn)).ToArray());
        if (held.Count == 0 && scope.IsNeeded(action, type) && IsHeldLater(action, type))
            held.Add(AllButThoseThatThereAre(action, type));
        return [.. held];
    }

    /// <summary>
    /// The resources of a type on which an action is held: of each owner all, as a pattern, where it is held on all that there are and on those to come, else those
    /// that there are.
    /// </summary>
    private IEnumerable<string> HeldOnAny(CatalogAction action, string type)
    {
        foreach (var (pattern, owned) in Owned(simulator, action, type))
        {
            string[] there = [.. owned.Where(arn => !ResourceCatalogue.IsProbe(arn))];
            string[] held = [.. there.Where(arn => MayDo(simulator, action, arn))];
            if (held.Length == there.Length && !(scope.NamesInventory && there.Length > 0) && IsHeldAlikeLater(action, pattern, there))
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
    private bool IsHeldAlikeLater(CatalogAction action, string pattern, string[] there)
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

    /// <summary>True if a task works on what is made later: under no condition but one that the caller meets with his request.</summary>
    private bool IsHeldLater(CatalogAction action, string type) => simulator.Evaluate(action.FullName, simulator.Resources.Probe(type)) switch
    {
        { Decision: Decision.Allowed } => true,
        { Decision: Decision.Conditional } result => result.UnknownKeys.All(ContextKeys.IsChosenByCaller),
        _ => false,
    };

    /// <summary>The only way to say what is held on what is made later alone, and what a task rests on.</summary>
    private string AllButThoseThatThereAre(CatalogAction action, string type)
    {
        var pattern = PatternOf(simulator.Resources.Probe(type));
        grants.Except(action.FullName, Owned(simulator, action, type).Where(owned => owned.Pattern == pattern).SelectMany(owned => owned.Resources).Where(arn => !ResourceCatalogue.IsProbe(arn)));
        return pattern;
    }
}
