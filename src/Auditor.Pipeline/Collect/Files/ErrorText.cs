using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Auditor.Pipeline.Collect;

/// <summary>The text of an error, which is not put together where the file's gaps only count any more: a file may hold millions of errors.</summary>
[InterpolatedStringHandler]
internal readonly struct ErrorText
{
    // A ref struct would bind the cursor, which is one itself, to the text's lifetime.
    private readonly StringBuilder? text;

    public ErrorText(int literalLength, int formattedCount, scoped in JsonCursor cursor, out bool isListed)
        : this(literalLength, formattedCount, cursor.Gaps, out isListed)
    {
    }

    public ErrorText(int literalLength, int formattedCount, FileGaps gaps, out bool isListed)
    {
        isListed = !gaps.IsFull;
        text = isListed ? new StringBuilder(literalLength + formattedCount) : null;
    }

    public void AppendLiteral(string value) => text!.Append(value);

    public void AppendFormatted(string? value) => text!.Append(value);

    public void AppendFormatted<T>(T value) => text!.Append(CultureInfo.InvariantCulture, $"{value}");

    /// <summary>The text; empty if the error is only counted.</summary>
    public override string ToString() => text?.ToString() ?? "";
}
