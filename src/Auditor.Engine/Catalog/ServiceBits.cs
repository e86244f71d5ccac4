using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace Auditor.Engine.Catalog;

/// <summary>Services as bits: those that somebody asks about have a bit each, all others share one. Safe from any thread.</summary>
internal static class ServiceBits
{
    /// <summary>Any service.</summary>
    public const ulong All = ulong.MaxValue;

    /// <summary>Besides the bit of <c>iam</c> or <c>sso</c>: an action of theirs that is not plainly a read, so that it may change what somebody can do.</summary>
    public const ulong Changes = 1UL << 62;

    private const ulong Others = 1UL << 63;
    private const int MostRemembered = 4_096;
    private static readonly SearchValues<char> PrefixCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");
    private static readonly ConcurrentDictionary<string, ulong> Known = new(OfOwn(), StringComparer.OrdinalIgnoreCase);
    private static readonly ConcurrentDictionary<string, ulong>.AlternateLookup<ReadOnlySpan<char>> BySpan = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly ulong OfRights = Of("iam") | Of("sso");

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

    /// <summary>What an action adds to the bit of its service: <see cref="Changes"/> or nothing.</summary>
    /// <param name="service">The bit of the service.</param>
    /// <param name="name">The action's name without the prefix, in ASCII, in which <c>*</c> and <c>?</c> may stand.</param>
    public static ulong ChangesOf(ulong service, ReadOnlySpan<byte> name) => (service & OfRights) == 0 || IsRead(name) ? 0 : Changes;

    private static bool IsRead(ReadOnlySpan<byte> name) =>
        Begins(name, "Get"u8) || Begins(name, "List"u8) || Begins(name, "Describe"u8) || Begins(name, "Generate"u8) || Begins(name, "Simulate"u8);

    private static bool Begins(ReadOnlySpan<byte> name, ReadOnlySpan<byte> with) => name.Length >= with.Length && Ascii.EqualsIgnoreCase(name[..with.Length], with);

    /// <summary>The services catalogued in detail, and those by which somebody comes by rights.</summary>
    private static IEnumerable<KeyValuePair<string, ulong>> OfOwn() => ServiceCatalog.Default.Services.Keys
        .Concat(["iam", "sts", "sso"])
        .Order(StringComparer.Ordinal)
        .Select((prefix, index) => KeyValuePair.Create(prefix, 1UL << index));
}
