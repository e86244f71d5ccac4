using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Auditor.Engine.Json;

/// <summary>Finds where a JSON object ends by its quotation marks, escapes and braces alone, 64 bytes at a time.</summary>
internal static class ObjectEnd
{
    private const int BlockLength = 64;

    /// <summary>The length of the object that the text begins with; negative if it has no end. Any answer may come of text that is not JSON.</summary>
    public static int Find(ReadOnlySpan<byte> text)
    {
        var state = default(State);
        Span<byte> last = stackalloc byte[BlockLength];
        for (var at = 0; at < text.Length; at += BlockLength)
        {
            scoped ReadOnlySpan<byte> block = text[at..];
            if (block.Length < BlockLength)
            {
                last.Clear();
                block.CopyTo(last);
                block = last;
            }

            var end = state.Pass(block);
            if (end >= 0)
                return at + end + 1;
        }

        return -1;
    }

    /// <summary>One bit for each byte of the block that is the given one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Where(ReadOnlySpan<byte> block, byte value)
    {
        if (Vector512.IsHardwareAccelerated)
            return Vector512.Equals(Vector512.Create(block), Vector512.Create(value)).ExtractMostSignificantBits();
        if (Vector256.IsHardwareAccelerated)
            return In256(block, value) | ((ulong)In256(block[32..], value) << 32);
        return In128(block, value) | (In128(block[16..], value) << 16) | (In128(block[32..], value) << 32) | (In128(block[48..], value) << 48);
    }

    private static uint In256(ReadOnlySpan<byte> part, byte value) => Vector256.Equals(Vector256.Create(part), Vector256.Create(value)).ExtractMostSignificantBits();

    private static ulong In128(ReadOnlySpan<byte> part, byte value) => Vector128.Equals(Vector128.Create(part), Vector128.Create(value)).ExtractMostSignificantBits();

    /// <summary>What has to be known at the border of two blocks.</summary>
    private struct State
    {
        private int depth;
        private bool isInText;
        private bool isEscaped;

        /// <summary>Goes over a block; where in it the object ends, or negative.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public int Pass(ReadOnlySpan<byte> block)
        {
            var quotes = Where(block, (byte)'"');
            var backslashes = Where(block, (byte)'\\');
            if (backslashes != 0 || isEscaped)
                quotes &= ~Escaped(backslashes);
            var text = ToggledBy(quotes) ^ (isInText ? ulong.MaxValue : 0);
            isInText = (text & (1UL << 63)) != 0;
            var opening = Where(block, (byte)'{') & ~text;
            var closing = Where(block, (byte)'}') & ~text;
            if (BitOperations.PopCount(closing) >= depth)
                return Follow(opening, closing);
            depth += BitOperations.PopCount(opening) - BitOperations.PopCount(closing);
            return -1;
        }

        /// <summary>Every bit that an odd number of bits stands at or before.</summary>
        private static ulong ToggledBy(ulong bits)
        {
            bits ^= bits << 1;
            bits ^= bits << 2;
            bits ^= bits << 4;
            bits ^= bits << 8;
            bits ^= bits << 16;
            return bits ^ (bits << 32);
        }

        /// <summary>The bytes that a backslash stands before which is not itself escaped.</summary>
        private ulong Escaped(ulong backslashes)
        {
            var escaped = isEscaped ? 1UL : 0;
            isEscaped = false;
            backslashes &= ~escaped;
            while (backslashes != 0)
            {
                var at = BitOperations.TrailingZeroCount(backslashes);
                var next = at + 1 < BlockLength ? 1UL << (at + 1) : 0;
                isEscaped = next == 0;
                escaped |= next;
                backslashes &= ~((1UL << at) | next);
            }

            return escaped;
        }

        /// <summary>Brace by brace: in this block the object may end.</summary>
        private int Follow(ulong opening, ulong closing)
        {
            for (var braces = opening | closing; braces != 0; braces &= braces - 1)
            {
                var at = BitOperations.TrailingZeroCount(braces);
                depth += (opening & (1UL << at)) != 0 ? 1 : -1;
                if (depth <= 0)
                    return at;
            }

            return -1;
        }
    }
}
