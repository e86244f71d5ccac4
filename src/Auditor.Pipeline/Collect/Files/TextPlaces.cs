using System.Text;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Finds line and column of a byte. Each question starts from the last answer, so that many questions cost one pass over the file.</summary>
/// <param name="utf8">The text, without byte order mark.</param>
/// <param name="anchor">The one answer to every question, for text that stands inside a string of the file.</param>
internal sealed class TextPlaces(ReadOnlyMemory<byte> utf8, TextPosition anchor = default)
{
    private int offset;
    private int line = 1;
    private int column = 1;

    public TextPosition At(long target)
    {
        if (anchor.IsKnown)
            return anchor;
        var at = (int)Math.Min(target, utf8.Length);
        if (at >= offset)
            Forward(at);
        else
            Backward(at);
        offset = at;
        return new TextPosition(line, column);
    }

    /// <summary>The place of a parser's complaint, which counts lines from 0 and columns in bytes.</summary>
    public TextPosition At(long lineNumber, long byteInLine)
    {
        var start = 0;
        for (var skipped = 0L; skipped < lineNumber; skipped++)
            start += utf8.Span[start..].IndexOf((byte)'\n') + 1;
        return At(start + byteInLine);
    }

    private void Forward(int at)
    {
        var passed = utf8.Span[offset..at];
        var lines = passed.Count((byte)'\n');
        line += lines;
        column = lines == 0
            ? column + Encoding.UTF8.GetCharCount(passed)
            : 1 + Encoding.UTF8.GetCharCount(passed[(passed.LastIndexOf((byte)'\n') + 1)..]);
    }

    private void Backward(int at)
    {
        var passed = utf8.Span[at..offset];
        var lines = passed.Count((byte)'\n');
        line -= lines;
        if (lines == 0)
        {
            column -= Encoding.UTF8.GetCharCount(passed);
            return;
        }

        var before = utf8.Span[..at];
        column = 1 + Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]);
    }
}
