using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Says what was probably meant by a name that does not exist.</summary>
internal static class NearestName
{
    private const int MaximumDistance = 3;
    private const int LongestList = 40;

    /// <summary>
    /// The name at the smallest edit distance, at most 3 and less than half of the name; the first in ordinal order. Null if none
    /// is near.
    /// </summary>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        (string? Name, int Distance) best = (null, Math.Min(MaximumDistance, name.Length / 2) + 1);
        foreach (var candidate in candidates.Order(StringComparer.Ordinal))
        {
            var distance = EditDistance.AtMost(best.Distance, name, candidate);
            if (distance < best.Distance)
                best = (candidate, distance);
        }

        return best.Name;
    }

    /// <summary>For messages: <c>unknown task `x`: did you mean `y`?</c>, or what there is if nothing is near.</summary>
    public static string Unknown(string what, string name, IReadOnlyCollection<string> candidates)
    {
        var start = $"unknown {what} {ConfigurationNode.Quote(name)}";
        if (Find(name, candidates) is { } nearest)
            return $"{start}: did you mean {ConfigurationNode.Quote(nearest)}?";
        var known = candidates.Take(LongestList).Select(ConfigurationNode.Quote);
        return $"{start}: expected one of {string.Join(", ", known)}{(candidates.Count > LongestList ? ", …" : "")}";
    }
}
