using System.Buffers;
using System.Text.Unicode;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>What the bytes of a file are before they are JSON.</summary>
internal static class Utf8Text
{
    /// <summary>The text without its byte order mark.</summary>
    public static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    /// <summary>Why the bytes are no UTF-8 text, and where; null if they are.</summary>
    public static (int Offset, string Error)? FindFault(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return (0, "the file is empty, expected a JSON object");
        if (IsUtf16(bytes))
            return (0, "the file is UTF-16, expected UTF-8");
        return Utf8.IsValid(bytes) ? null : (FirstInvalid(bytes), "not valid UTF-8");
    }

    /// <summary>By its byte order mark, or because every second byte of its start is zero.</summary>
    private static bool IsUtf16(ReadOnlySpan<byte> bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..];

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        Span<char> characters = stackalloc char[1024];
        var offset = 0;
        while (Utf8.ToUtf16(bytes[offset..], characters, out var read, out _, replaceInvalidSequences: false) == OperationStatus.DestinationTooSmall)
            offset += read;
        Utf8.ToUtf16(bytes[offset..], characters, out var valid, out _, replaceInvalidSequences: false);
        return offset + valid;
    }
}
