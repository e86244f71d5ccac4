using System.Collections.Immutable;

namespace Auditor.Pipeline.Expect;

/// <summary>How the resources of several assignments add up: the least restrictive wins.</summary>
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

    /// <summary>The united ARNs of every type that all assignments restrict; null if there is no such type.</summary>
    public static ImmutableSortedDictionary<string, ImmutableArray<string>>? United(
        IReadOnlyCollection<ImmutableSortedDictionary<string, ImmutableArray<string>>?> restrictions)
    {
        var united = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (var resourceType in restrictions.FirstOrDefault()?.Keys ?? [])
        {
            if (United(restrictions, resourceType) is { } arns)
                united.Add(resourceType, arns);
        }

        return united.Count == 0 ? null : united.ToImmutable();
    }
}
