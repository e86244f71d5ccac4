using System.Buffers.Binary;
using System.Text;

namespace Auditor.Engine.Json;

/// <summary>
/// Short texts met of late, so that those that stand in every account are not made anew for each. It keeps a fixed number of them: a newer text takes
/// the place of an older one, but not when it is met for the first time, for most texts that are, an account's ARNs, never come again.
/// Safe from any thread: two may both make a text, and either serves.
/// </summary>
internal static class SharedTexts
{
    private const int Longest = 96;
    private const int PlaceBits = 13;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private static readonly uint[] LastHashes = new uint[1 << PlaceBits];
    private static readonly string?[] Texts = new string?[1 << PlaceBits];

    /// <summary>The text of ASCII bytes; null for other bytes, and for text too long to share.</summary>
    public static string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
            return null;
        if (utf8.IsEmpty)
            return "";
        var hash = HashOf(utf8);
        var place = (int)(hash >> (64 - PlaceBits));
        var isMet = LastHashes[place] == (uint)(hash & uint.MaxValue);
        if (isMet && Texts[place] is { } known && Ascii.Equals(utf8, known))
            return known;
        if (!Ascii.IsValid(utf8))
            return null;
        var text = Encoding.ASCII.GetString(utf8);
        if (isMet)
            Texts[place] = text;
        else
            LastHashes[place] = (uint)(hash & uint.MaxValue);
        return text;
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
