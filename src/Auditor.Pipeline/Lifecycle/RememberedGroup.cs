using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Principals of which only the answers are remembered, and by a hash which they were: a hundred thousand of them take a megabyte.</summary>
/// <param name="Held">The Billing Conductor actions that each of them held.</param>
/// <param name="Unknown">Those of which nobody could tell.</param>
/// <param name="Hashes">The hashes of their keys, ascending.</param>
public sealed record RememberedGroup(ulong Held, ulong Unknown, ImmutableArray<ulong> Hashes)
{
    /// <summary>The run that could tell last, if that was an earlier one than the run that left this; else null.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>The hash of a principal's key: the first eight bytes of SHA-256, as a big-endian number.</summary>
    public static ulong HashOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(key), hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }

    /// <summary>True if the principal with this key was among them.</summary>
    public bool Has(string key) => Hashes.BinarySearch(HashOf(key)) >= 0;

    /// <summary>One group for each set of answers, in their order; none that is empty.</summary>
    internal static ImmutableArray<RememberedGroup> Joined(IEnumerable<RememberedGroup> groups) =>
    [
        .. groups.Where(group => !group.Hashes.IsEmpty)
            .GroupBy(group => (group.Held, group.Unknown, group.AsOf), group => group.Hashes)
            .Select(group => new RememberedGroup(group.Key.Held, group.Key.Unknown, [.. group.SelectMany(hashes => hashes).Distinct().Order()]) { AsOf = group.Key.AsOf })
            .OrderBy(group => group.Held).ThenBy(group => group.Unknown).ThenBy(group => group.AsOf),
    ];

    /// <summary>One of them, with its name.</summary>
    internal RememberedPrincipal Principal(string key, string arn) => new(key, arn, Held, Unknown, []) { AsOf = AsOf };

    /// <summary>All but some.</summary>
    internal RememberedGroup Without(HashSet<ulong> hashes) => this with { Hashes = [.. Hashes.Where(hash => !hashes.Contains(hash))] };

    /// <summary>Those of whom an earlier run knew what this one could not tell, with the answers of that run where this one has none.</summary>
    /// <param name="earlier">A group of the earlier run.</param>
    internal RememberedGroup WithUnknownOf(RememberedGroup earlier) => (Unknown & ~earlier.Unknown) == 0
        ? this with { Hashes = [] }
        : new RememberedGroup(Held | (earlier.Held & Unknown), Unknown & earlier.Unknown, [.. Hashes.Intersect(earlier.Hashes).Order()]) { AsOf = earlier.AsOf };
}
