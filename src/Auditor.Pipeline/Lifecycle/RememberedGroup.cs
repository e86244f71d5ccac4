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
}
