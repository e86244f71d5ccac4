using System.Text;

namespace Auditor.Engine.Policies;

/// <summary>The bytes of a text, and where in it each byte stands. A question starts from the last answer, so that many questions cost one pass.</summary>
internal sealed class DocumentText(ReadOnlyMemory<byte> utf8)
{
    private int offset;
    private int line = 1;
    private int column = 1;

    public ReadOnlySpan<byte> Bytes => utf8.Span;

    /// <summary>The place that a JSON error names: lines and bytes in the line, both from 0.</summary>
    public TextPosition PositionOf(long lineNumber, long byteInLine)
    {
        var start = 0;
        for (var passed = 0L; passed < lineNumber; passed++)
            start += Bytes[start..].IndexOf((byte)'\n') + 1;
        return PositionOf(start + byteInLine);
    }

    public TextPosition PositionOf(long target)
    {
        var at = (int)Math.Min(target, utf8.Length);
        if (at >= offset)
            Forward(at);
        else
            Backward(at);
        offset = at;
        return new TextPosition(line, column);
    }

    public ReadOnlyMemory<byte> Slice(int from, int to) => utf8[from..to];

    private void Forward(int at)
    {
        var passed = Bytes[offset..at];
        var lines = passed.Count((byte)'\n');
        line += lines;
        column = lines == 0
            ? column + Encoding.UTF8.GetCharCount(passed)
            : 1 + Encoding.UTF8.GetCharCount(passed[(passed.LastIndexOf((byte)'\n') + 1)..]);
    }

    private void Backward(int at)
    {
        var passed = Bytes[at..offset];
        var lines = passed.Count((byte)'\n');
        line -= lines;
        if (lines == 0)
        {
            column -= Encoding.UTF8.GetCharCount(passed);
            return;
        }

        var before = Bytes[..at];
        column = 1 + Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
    }
}
