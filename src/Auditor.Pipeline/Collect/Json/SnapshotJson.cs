using System.Text.Json;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Reads one file's JSON from end to end.</summary>
internal static class SnapshotJson
{
    /// <summary>The file's meaning; null if it has none, which is then a gap of the file.</summary>
    public static T? Read<T>(SnapshotFile file, ValueReader<T?> read)
        where T : class
    {
        if (Utf8Text.FindFault(file.Utf8.Span) is { } fault)
        {
            file.Refuse(file.PositionOf(fault.Offset), fault.Error);
            return null;
        }

        try
        {
            var cursor = new JsonCursor(file);
            var value = read(ref cursor);
            cursor.End();
            return file.IsRefused ? null : value;
        }
        catch (JsonException error)
        {
            file.Refuse(file.PositionOf(OffsetOf(error, file.Utf8.Span)), Words.Reason(error));
            return null;
        }
    }

    private static long OffsetOf(JsonException error, ReadOnlySpan<byte> utf8)
    {
        var lineStart = 0;
        for (var line = 0L; line < error.LineNumber; line++)
            lineStart += utf8[lineStart..].IndexOf((byte)'\n') + 1;
        return lineStart + (error.BytePositionInLine ?? 0);
    }
}
