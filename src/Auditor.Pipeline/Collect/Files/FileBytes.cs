using System.Buffers;
using System.Text;
using System.Text.Unicode;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>A file's bytes without byte order mark, or why there are none. They lie in a buffer that the next file gets: nothing may keep them.</summary>
internal readonly record struct FileBytes(ReadOnlyMemory<byte> Content, string? Error, TextPosition Position) : IDisposable
{
    /// <summary>A compressed file may not become longer than this.</summary>
    public const int LargestDecompressed = 1 << 30;

    private byte[]? Buffer { get; init; }

    private ArrayPool<byte>? Pool { get; init; }

    /// <summary>Reads a plain file, or one whose name ends in <c>.gz</c>. Never throws for what the file is or holds.</summary>
    /// <param name="path">The file.</param>
    /// <param name="isOneOfMany">True if others of its size follow, which then need no array of their own; else a large array is let go of with the bytes.</param>
    /// <param name="largestDecompressed">A compressed file may not become longer than this.</param>
    public static FileBytes Read(string path, bool isOneOfMany = true, int largestDecompressed = LargestDecompressed)
    {
        var pool = isOneOfMany ? ArrayPool<byte>.Shared : ArrayPool<byte>.Create();
        var buffer = new FileBuffer(pool);
        try
        {
            var reason = buffer.Fill(path, largestDecompressed);
            return (reason is null ? Check(buffer.Content) : Fail(reason)) with { Buffer = buffer.Array, Pool = pool };
        }
        catch (InvalidDataException)
        {
            return buffer.Drop(Fail("not a gzip file, or a damaged one"));
        }
        catch (UnauthorizedAccessException)
        {
            return buffer.Drop(Fail(Directory.Exists(path) ? "it is a folder, expected a file" : "the file may not be opened"));
        }
        catch (IOException error)
        {
            return buffer.Drop(Fail($"the file cannot be read ({error.GetType().Name})"));
        }
    }

    /// <summary>Takes the bytes of a file that has been read already.</summary>
    public static FileBytes Of(ReadOnlyMemory<byte> content) => Check(content);

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (Buffer is not null)
            Pool!.Return(Buffer);
    }

    private static FileBytes Check(ReadOnlyMemory<byte> bytes)
    {
        if (IsUtf16(bytes.Span))
            return Fail("the file is UTF-16; save it as UTF-8");
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (bytes.Span.Trim(" \t\r\n"u8).IsEmpty)
            return Fail("the file is empty, expected a JSON object");
        if (Utf8.IsValid(bytes.Span))
            return new FileBytes(bytes, null, default);
        return new FileBytes(default, "not valid UTF-8", new TextPlaces(bytes).At(FirstInvalid(bytes.Span)));
    }

    /// <summary>By its mark, or by the zero that one of two bytes is in texts of ASCII.</summary>
    internal static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
        || (bytes.Length > 1 && (bytes[0] == 0) != (bytes[1] == 0));

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) == OperationStatus.Done)
            at += length;
        return at;
    }

    private static FileBytes Fail(string error) => new(default, error, new TextPosition(1, 1));
}
