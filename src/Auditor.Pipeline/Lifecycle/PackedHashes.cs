using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Auditor.Pipeline.Lifecycle;

/// <summary>Hashes one behind the other, each big-endian: as numbers in JSON they would take twice the place.</summary>
internal static class PackedHashes
{
    private const int MarkSize = 16;

    /// <summary>Hashes of principals as bytes.</summary>
    public static byte[] Pack(ImmutableArray<ulong> hashes)
    {
        var bytes = new byte[hashes.Length * sizeof(ulong)];
        for (var i = 0; i < hashes.Length; i++)
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
        return bytes;
    }

    /// <summary>Marks of statements as bytes.</summary>
    public static byte[] Pack(ImmutableArray<UInt128> marks)
    {
        var bytes = new byte[marks.Length * MarkSize];
        for (var i = 0; i < marks.Length; i++)
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * MarkSize), marks[i]);
        return bytes;
    }

    /// <summary>The hashes of principals.</summary>
    /// <exception cref="FormatException">The last is cut off.</exception>
    public static ImmutableArray<ulong> Unpack(byte[] bytes)
    {
        var hashes = ImmutableArray.CreateBuilder<ulong>(CountOf(bytes, sizeof(ulong)));
        for (var at = 0; at < bytes.Length; at += sizeof(ulong))
            hashes.Add(BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(at)));
        return hashes.MoveToImmutable();
    }

    /// <summary>The marks of statements.</summary>
    /// <exception cref="FormatException">The last is cut off.</exception>
    public static ImmutableArray<UInt128> UnpackMarks(byte[] bytes)
    {
        var marks = ImmutableArray.CreateBuilder<UInt128>(CountOf(bytes, MarkSize));
        for (var at = 0; at < bytes.Length; at += MarkSize)
            marks.Add(BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(at)));
        return marks.MoveToImmutable();
    }

    private static int CountOf(byte[] bytes, int size) => bytes.Length % size == 0 ? bytes.Length / size : throw new FormatException();
}
