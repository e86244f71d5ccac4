using System.Text;

namespace Auditor.Engine.Policies;

/// <summary>The bytes of a document, and where in its text each byte stands.</summary>
internal sealed class DocumentText(ReadOnlyMemory<byte> utf8)
{
    private List<int>? lineStarts;

    // The last answer: the next question is mostly about a place behind it in the same line, which may have millions of characters.
    private int lastLine = -1;
    private int lastOffset;
    private int lastColumn;

    public ReadOnlySpan<byte> Bytes => utf8.Span;

    /// <summary>The place that a JSON error names: lines and bytes in the line, both from 0.</summary>
    public TextPosition PositionOf(long line, long byteInLine)
    {
        lineStarts ??= FindLineStarts();
        return PositionOf(lineStarts[(int)Math.Min(line, lineStarts.Count - 1)] + byteInLine);
    }

    public TextPosition PositionOf(long offset)
    {
        lineStarts ??= FindLineStarts();
        var at = (int)Math.Min(offset, utf8.Length);
        var index = lineStarts.BinarySearch(at);
        var line = index >= 0 ? index : ~index - 1;
        var goesOn = line == lastLine && at >= lastOffset;
        lastColumn = goesOn
            ? lastColumn + Encoding.UTF8.GetCharCount(Bytes[lastOffset..at])
            : Encoding.UTF8.GetCharCount(Bytes[lineStarts[line]..at]);
        (lastLine, lastOffset) = (line, at);
        return new TextPosition(line + 1, lastColumn + 1);
    }

    public string Slice(long from, long to) => Encoding.UTF8.GetString(Bytes[(int)from..(int)to]);

    private List<int> FindLineStarts()
    {
        var starts = new List<int> { 0 };
        var bytes = Bytes;
        for (var at = bytes.IndexOf((byte)'\n'); at >= 0;)
        {
            starts.Add(at + 1);
            var next = bytes[(at + 1)..].IndexOf((byte)'\n');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return starts;
    }
}
