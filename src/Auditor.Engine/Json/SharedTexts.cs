using System.Buffers.Binary;
using System.Text;

namespace Auditor.Engine.Json;

/// <summary>
/// Short texts met of late, so that those that stand in every account are not made anew for each. It keeps a fixed number of them: a newer text takes
/// the place of an older one. Safe from any thread: two may both make a text, and either serves.
/// </summary>
internal static class SharedTexts
{
    private const int Longest = 96;
    private const int Places = 1 << 13;
    private const ulong Factor = 0x9E37_79B9_7F4A_7C15;
    private static readonly string?[] Texts = new string?[Places];

    /// <summary>The text of ASCII bytes; null for other bytes, and for text too long to share.</summary>
    public static string? Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
            return null;
        if (utf8.IsEmpty)
            return "";
        ref var place = ref Texts[PlaceOf(utf8)];
        var known = place;
        if (known is not null && Ascii.Equals(utf8, known))
            return known;
        if (!Ascii.IsValid(utf8))
            return null;
        return place = Encoding.ASCII.GetString(utf8);
    }

    private static int PlaceOf(ReadOnlySpan<byte> utf8)
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
            return (int)(Mix(hash, last) >> (64 - 13));
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
