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

    /// <summary>The verdict over resources from their results, which stand in the same order.</summary>
    public static ActionVerdict Combine(ImmutableArray<string> arns, ImmutableArray<EvaluationResult> results)
    {
        var verdict = OfResources(results);
        var allowed = verdict == Verdict.Some
            ? arns.Where((_, index) => results[index].IsAllowed).Order(StringComparer.Ordinal).ToImmutableArray()
            : [];
        var keys = verdict == Verdict.Conditional
            ? Union([], [.. results.SelectMany(result => result.UnknownKeys)])
            : [];
        var reachesNew = arns.Where((arn, index) => ResourceCatalogue.IsProbe(arn) && results[index].Decision is Decision.Allowed or Decision.Conditional).Any();
        return new ActionVerdict(verdict, allowed, keys, reachesNew);
    }

    private static Verdict OfResources(ImmutableArray<EvaluationResult> results)
    {
        if (results.Any(result => result.Decision == Decision.Unknown))
            return Verdict.Unknown;
        if (results.All(result => result.IsAllowed))
            return Verdict.All;
        if (results.All(result => result.Decision is Decision.ImplicitDeny or Decision.ExplicitDeny))
            return Verdict.None;
        return results.Any(result => result.IsAllowed) ? Verdict.Some : Verdict.Conditional;
    }

    private static ImmutableArray<string> Union(ImmutableArray<string> left, ImmutableArray<string> right) =>
        [.. left.Concat(right).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
