using System.Collections.Concurrent;
using Auditor.Engine.Catalog;

namespace Auditor.Pipeline.Inventory;

/// <summary>What the prefix of a pattern tells: an organization's policies repeat a few hundred of them a million times.</summary>
/// <param name="IsDetailed">True if the catalogue knows the service's actions in detail.</param>
/// <param name="IsNear">True if a pattern of it that matches nothing is worth a word: the prefix is detailed, or a slip of <c>billingconductor</c>.</param>
internal readonly record struct PrefixFacts(bool IsDetailed, bool IsNear)
{
    private const int MostRemembered = 4_096;
    private static readonly ConcurrentDictionary<string, PrefixFacts> Known = new(StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, PrefixFacts>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The facts of a prefix, in any case. Safe from any thread.</summary>
    public static PrefixFacts Of(ReadOnlySpan<char> prefix)
    {
        if (BySpan.TryGetValue(prefix, out var facts))
            return facts;
        var text = prefix.ToString().ToLowerInvariant();
        var isDetailed = ServiceCatalog.Default.IsDetailedPrefix(text);
        facts = new PrefixFacts(isDetailed, isDetailed || (ActionNames.ResemblesBillingConductor(text) && !ActionNames.IsKnownPrefix(text)));
        if (Known.Count < MostRemembered)
            Known[text] = facts;
        return facts;
    }

    /// <summary>Answers for prefixes one after another: patterns that stand together mostly share theirs.</summary>
    public ref struct InTurn
    {
        private ReadOnlySpan<char> last;
        private PrefixFacts known;

        /// <summary>The facts of a prefix, in any case.</summary>
        public PrefixFacts Of(ReadOnlySpan<char> prefix)
        {
            if (!last.IsEmpty && prefix.SequenceEqual(last))
                return known;
            last = prefix;
            return known = PrefixFacts.Of(prefix);
        }
    }
}
