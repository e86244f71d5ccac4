using System.Text;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Expect.Reading;

/// <summary>Counts lines and columns forwards, so that all places of a file together cost one pass.</summary>
internal sealed class TextCursor(ReadOnlyMemory<byte> utf8)
{
    private int offset;
    private int line = 1;
    private int column = 1;

    /// <summary>The place of a byte that is not before the last one asked for.</summary>
    public TextPosition At(long target)
    {
        var end = (int)Math.Min(target, utf8.Length);
        var passed = utf8.Span[offset..end];
        var lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            line += passed.Count((byte)'\n');
            column = 1;
        }

        column += Encoding.UTF8.GetCharCount(passed[(lastBreak + 1)..]);
        offset = end;
        return new TextPosition(line, column);
    }

    /// <summary>The place that the JSON reader tells in lines and bytes from 0.</summary>
    public static TextPosition Of(ReadOnlyMemory<byte> utf8, long line, long byteInLine)
    {
        var start = 0;
        for (var passed = 0L; passed < line; passed++)
        {
            var next = utf8.Span[start..].IndexOf((byte)'\n');
            if (next < 0)
                break;
            start += next + 1;
        }

        return new TextCursor(utf8).At(start + byteInLine);
    }
}
