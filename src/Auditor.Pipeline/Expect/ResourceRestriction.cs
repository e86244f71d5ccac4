using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>How the resources of several assignments add up: what any of them permits is permitted, and what any of them lists is asked for.</summary>
internal static class ResourceRestriction
{
    /// <summary>The united ARNs of one type, ordinal; null if there is no assignment or one leaves the type free.</summary>
    public static ImmutableArray<string>? United(
        IEnumerable<ImmutableSortedDictionary<string, ImmutableArray<string>>?> restrictions, string resourceType)
    {
        var arns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var restriction in restrictions)
        {
            if (restriction is null || !restriction.TryGetValue(resourceType, out var listed))
                return null;
            arns.UnionWith(listed);
        }

        // Every list names at least one ARN, so none at all means that nothing was asked.
        return arns.Count == 0 ? null : [.. arns];
    }

    /// <summary>
    /// The ARNs of every type that some assignment lists: each has to be reached, whatever else another assignment permits. Null if none lists any.
    /// </summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>>? Demanded(IEnumerable<ImmutableSortedDictionary<string, ImmutableArray<string>>?> restrictions)
    {
        var demanded = restrictions.OfType<ImmutableSortedDictionary<string, ImmutableArray<string>>>().SelectMany(restriction => restriction).GroupBy(type => type.Key, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(type => type.Key, type => type.SelectMany(listed => listed.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray(), StringComparer.Ordinal);
        return demanded.IsEmpty ? null : demanded;
    }
}
