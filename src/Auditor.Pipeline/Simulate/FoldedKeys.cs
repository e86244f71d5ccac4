using System.Collections.Concurrent;

namespace Auditor.Pipeline.Simulate;

/// <summary>Names of condition context keys in lower case: policies spell a few hundred of them, over and over. Safe from any thread.</summary>
internal static class FoldedKeys
{
    private const int MostRemembered = 4_096;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Of(string key)
    {
        if (Known.TryGetValue(key, out var folded))
            return folded;
        folded = key.ToLowerInvariant();
        if (Known.Count < MostRemembered)
            Known[key] = folded;
        return folded;
    }
}
