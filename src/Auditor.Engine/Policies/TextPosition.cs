namespace Auditor.Engine.Policies;

/// <summary>A place in a document's own text. Lines and columns count from 1, columns in characters; <c>default</c> means no place.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    /// <summary>True when the place is known.</summary>
    public bool IsKnown => Line > 0;

    /// <summary>For messages: <c>line 3, column 7</c>.</summary>
    public override string ToString() => $"line {Line}, column {Column}";
}
