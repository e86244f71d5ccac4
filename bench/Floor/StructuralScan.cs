using System.Numerics;
using System.Runtime.Intrinsics;

namespace Floor;

/// <summary>Finds the braces, brackets, colons and commas of JSON that stand outside strings, 64 bytes at a time, and counts them.</summary>
/// <remarks>Source: Langdale and Lemire, "Parsing Gigabytes of JSON per Second", <see href="https://arxiv.org/abs/1902.08318"/>, section 3.1.</remarks>
internal static class StructuralScan
{
    private const int Block = 64;

    /// <summary>How many there are.</summary>
    public static long Count(ReadOnlySpan<byte> json)
    {
        var state = default(State);
        var count = 0L;
        while (json.Length >= Block)
        {
            count += BitOperations.PopCount(state.Next(json[..Block]));
            json = json[Block..];
        }

        Span<byte> rest = stackalloc byte[Block];
        rest.Clear();
        json.CopyTo(rest);
        return count + BitOperations.PopCount(state.Next(rest));
    }

    private struct State
    {
        private ulong inString;
        private ulong escaped;

        public ulong Next(ReadOnlySpan<byte> block)
        {
            var (quotes, backslashes, structure) = (0UL, 0UL, 0UL);
            for (var at = 0; at < Block; at += Vector128<byte>.Count)
            {
                var part = Vector128.Create(block[at..]);
                quotes |= Mask(Vector128.Equals(part, Vector128.Create((byte)'"')), at);
                backslashes |= Mask(Vector128.Equals(part, Vector128.Create((byte)'\\')), at);
                structure |= Mask(Structure(part), at);
            }

            var inside = PrefixXor(quotes & ~Escaped(backslashes)) ^ inString;
            inString = unchecked((ulong)((long)inside >> 63));
            return structure & ~inside;
        }

        /// <summary>The bytes that a backslash before them escapes.</summary>
        private ulong Escaped(ulong backslashes)
        {
            var found = escaped;
            var next = 0UL;
            for (var left = backslashes & ~escaped; left != 0;)
            {
                var at = BitOperations.TrailingZeroCount(left);
                next = at == Block - 1 ? 1UL : 0;
                found |= at == Block - 1 ? 0 : 1UL << (at + 1);
                left &= at >= Block - 2 ? 0 : ulong.MaxValue << (at + 2);
            }

            escaped = next;
            return found;
        }
    }

    /// <summary>Brackets and braces differ in one bit, which is set here: two comparisons for four of them.</summary>
    private static Vector128<byte> Structure(Vector128<byte> part)
    {
        var brackets = part | Vector128.Create((byte)0x20);
        return Vector128.Equals(brackets, Vector128.Create((byte)'{')) | Vector128.Equals(brackets, Vector128.Create((byte)'}'))
            | Vector128.Equals(part, Vector128.Create((byte)':')) | Vector128.Equals(part, Vector128.Create((byte)','));
    }

    private static ulong Mask(Vector128<byte> equal, int at) => (ulong)equal.ExtractMostSignificantBits() << at;

    /// <summary>Each bit is the parity of those up to it: set between an opening and a closing quote.</summary>
    private static ulong PrefixXor(ulong bits)
    {
        for (var shift = 1; shift < Block; shift <<= 1)
            bits ^= bits << shift;
        return bits;
    }
}
