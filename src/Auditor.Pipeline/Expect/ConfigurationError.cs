using Auditor.Engine.Policies;

namespace Auditor.Pipeline.Expect;

/// <summary>Something in <c>auditor.json</c> that the Auditor cannot take as meant.</summary>
/// <param name="Position">Line and column in the file, both from 1, columns in characters.</param>
/// <param name="Path">The place in the JSON, e.g. <c>$.assignments[0].profiles[1]</c>.</param>
/// <param name="Message">What was expected, lower case, without a final period, with the input in backticks.</param>
public sealed record ConfigurationError(TextPosition Position, string Path, string Message)
{
    /// <summary>The line, from 1.</summary>
    public int Line => Position.Line;

    /// <summary>The column, from 1, in characters.</summary>
    public int Column => Position.Column;

    /// <summary>For messages: <c>(12,5) $.failOn: expected …</c>.</summary>
    public override string ToString() => $"({Line},{Column}) {Path}: {Message}";
}
