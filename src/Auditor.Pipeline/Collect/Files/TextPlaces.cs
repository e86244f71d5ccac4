using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Collect;

/// <summary>Finds line and column of a byte of a file.</summary>
/// <param name="utf8">The text, without byte order mark.</param>
/// <param name="anchor">The one answer to every question, for text that stands inside a string of the file.</param>
internal sealed class TextPlaces(ReadOnlyMemory<byte> utf8, TextPosition anchor = default)
{
    private readonly DocumentText text = new(utf8);

    public TextPosition At(long target) => anchor.IsKnown ? anchor : text.PositionOf(target);

    /// <summary>The place of a parser's complaint, which counts lines from 0 and columns in bytes.</summary>
    public TextPosition At(long lineNumber, long byteInLine) => anchor.IsKnown ? anchor : text.PositionOf(lineNumber, byteInLine);
}
