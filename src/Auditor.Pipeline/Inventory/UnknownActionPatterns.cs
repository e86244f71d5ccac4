using System.Collections.Concurrent;
using Auditor.Engine.Catalog;
using Auditor.Engine.Matching;

namespace Auditor.Pipeline.Inventory;

/// <summary>Tells patterns that match no action in force, among those that look like the billing family.</summary>
internal static class UnknownActionPatterns
{
    private static readonly ConcurrentDictionary<string, bool> Known = new(StringComparer.Ordinal);

    /// <summary>True if the pattern's prefix is one of the detailed ones, or a slip of <c>billingconductor</c>, and it matches nothing.</summary>
    public static bool IsUnknown(ActionPattern pattern)
    {
        var prefix = pattern.WrittenPrefix;
        return prefix.Length < pattern.Text.Length && IsUnknown(pattern, PrefixFacts.Of(prefix));
    }

    /// <summary>The same for who has the facts of the pattern's prefix, behind which a colon stands.</summary>
    public static bool IsUnknown(ActionPattern pattern, PrefixFacts prefix) =>
        prefix.IsNear && Known.GetOrAdd(pattern.Text, static text => !ActionNames.MatchesAction(text));
}
