using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Inventory;

namespace Auditor.Pipeline.Simulate;

/// <summary>Makes one verdict on an action of the results on its resources.</summary>
internal static class ResourceVerdicts
{
    /// <summary>Of two types that are both needed.</summary>
    public static ActionVerdict Worse(ActionVerdict left, ActionVerdict right)
    {
        var worst = VerdictAlgebra.WorstType(left.Verdict, right.Verdict);
        return new ActionVerdict(
            worst,
            worst == Verdict.Some ? Union(left.AllowedResources, right.AllowedResources) : [],
            worst == Verdict.Conditional ? Union(left.Keys, right.Keys) : [],
            left.ReachesNewResources && right.ReachesNewResources);
    }

    /// <summary>The verdict over resources from the decisions on them, which stand in the same order.</summary>
    /// <param name="arns">The resources.</param>
    /// <param name="decisions">The decision on each.</param>
    /// <param name="keysOf">The keys that the decision on a resource depends on; only asked where that counts.</param>
    public static ActionVerdict Combine(ImmutableArray<string> arns, ImmutableArray<Decision> decisions, Func<string, IEnumerable<string>> keysOf)
    {
        var verdict = OfResources(decisions);
        var allowed = verdict == Verdict.Some ? Sorted(arns.Where((_, index) => decisions[index] == Decision.Allowed)) : [];
        var keys = verdict == Verdict.Conditional ? Sorted(arns.Where((_, index) => decisions[index] == Decision.Conditional).SelectMany(keysOf)) : [];
        var reachesNew = arns.Where((arn, index) => ResourceCatalogue.IsProbe(arn) && decisions[index] is Decision.Allowed or Decision.Conditional).Any();
        return new ActionVerdict(verdict, allowed, keys, reachesNew);
    }

    /// <summary>Each text once, in ordinal order.</summary>
    public static ImmutableArray<string> Sorted(IEnumerable<string> texts) => texts is ICollection<string> { Count: <= 1 }
        ? [.. texts]
        : [.. texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static Verdict OfResources(ImmutableArray<Decision> decisions)
    {
        if (decisions.Contains(Decision.Unknown))
            return Verdict.Unknown;
        if (decisions.All(decision => decision == Decision.Allowed))
            return Verdict.All;
        if (decisions.All(decision => decision is Decision.ImplicitDeny or Decision.ExplicitDeny))
            return Verdict.None;
        return decisions.Contains(Decision.Allowed) ? Verdict.Some : Verdict.Conditional;
    }

    private static ImmutableArray<string> Union(ImmutableArray<string> left, ImmutableArray<string> right) => Sorted(left.Concat(right));
}
