using System.Buffers;
using System.Collections.Concurrent;

namespace Auditor.Engine.Catalog;

/// <summary>Services as bits: those that somebody asks about have a bit each, all others share one. Safe from any thread.</summary>
internal static class ServiceBits
{
    /// <summary>Any service.</summary>
    public const ulong All = ulong.MaxValue;

    private const ulong Others = 1UL << 63;
    private const int MostRemembered = 4_096;
    private static readonly SearchValues<char> PrefixCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly ConcurrentDictionary<string, ulong> Known = new(OfOwn(), StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The bit of the service with this prefix, in any case; none if it is no prefix, or one that may be a slip of <c>billingconductor</c>.</summary>
    public static ulong Of(ReadOnlySpan<char> prefix)
    {
        if (BySpan.TryGetValue(prefix, out var bit))
            return bit;
        if (prefix.IsEmpty || prefix.ContainsAnyExcept(PrefixCharacters))
            return 0;
        var text = prefix.ToString();
        bit = ActionNames.ResemblesBillingConductor(text) ? 0 : Others;
        if (Known.Count < MostRemembered)
            Known[text] = bit;
        return bit;
    }

    /// <summary>The services catalogued in detail, and those by which somebody comes by rights.</summary>
    private static IEnumerable<KeyValuePair<string, ulong>> OfOwn() => ServiceCatalog.Default.Services.Keys
        .Concat(["iam", "sts", "sso"])
        .Order(StringComparer.Ordinal)
        .Select((prefix, index) => KeyValuePair.Create(prefix, 1UL << index));
}
