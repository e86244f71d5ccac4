using System.Buffers.Binary;
using System.Text;

namespace Auditor.Engine.Json;

/// <summary>
/// What was made of short texts of late, so that it is not made anew for those that stand in every account. It keeps a fixed number of things: a newer
/// one takes the place of an older one, but not when its text is met for the first time, for most texts that are, an account's ARNs, never come again.
/// Safe from any thread: two may both make a thing, and either serves.
/// </summary>
/// <param name="make">Makes the thing of its text.</param>
/// <param name="textOf">The text of a thing.</param>
internal sealed class Recent<T>(Func<string, T> make, Func<T, string> textOf)
    where T : class
{
    private const int Longest = 96;
    private const int PlaceBits = 13;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private readonly uint[] lastHashes = new uint[1 << PlaceBits];
    private readonly T?[] things = new T?[1 << PlaceBits];

    /// <summary>The thing of ASCII bytes; null for other bytes, for none, and for text too long to share.</summary>
    public T? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length is 0 or > Longest)
            return null;
        var hash = HashOf(utf8);
        var place = (int)(hash >> (64 - PlaceBits));
        var isMet = lastHashes[place] == (uint)(hash & uint.MaxValue);
        if (isMet && things[place] is { } known && Ascii.Equals(utf8, textOf(known)))
            return known;
        if (!Ascii.IsValid(utf8))
            return null;
        var thing = make(Encoding.ASCII.GetString(utf8));
        if (isMet)
            things[place] = thing;
        else
            lastHashes[place] = (uint)(hash & uint.MaxValue);
        return thing;
    }

    private static ulong HashOf(ReadOnlySpan<byte> utf8)
    {
        unchecked
        {
            var hash = (ulong)utf8.Length;
            var rest = utf8;
            for (; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
                hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest));
            var last = 0UL;
            foreach (var value in rest)
                last = (last << 8) | value;
            return Mix(hash, last);
        }
    }

    private static ulong Mix(ulong hash, ulong word)
    {
        unchecked
        {
            hash = (hash ^ word) * Factor;
            return hash ^ (hash >> 32);
        }
    }
}
