using System.Text;
using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect.Json;

/// <summary>Turns offsets into lines and columns. Places are asked for front to back, so it counts on from the last one.</summary>
internal sealed class TextIndex(ReadOnlyMemory<byte> utf8)
{
    private int offset;
    private int line = 1;
    private int column = 1;

    public TextPosition PositionOf(long place)
    {
        var target = (int)Math.Clamp(place, 0, utf8.Length);
        if (target < offset)
            (offset, line, column) = (0, 1, 1);
        var passed = utf8.Span[offset..target];
        var lastBreak = passed.LastIndexOf((byte)'\n');
        if (lastBreak >= 0)
        {
            line += passed.Count((byte)'\n');
            column = 1;
        }

        column += Encoding.UTF8.GetCharCount(passed[(lastBreak + 1)..]);
        offset = target;
        return new TextPosition(line, column);
    }
}
