namespace Auditor.Engine.Catalog;

/// <summary>Levenshtein distance: insertions, deletions and substitutions of one character, ASCII case folded.</summary>
public static class EditDistance
{
    /// <summary>The distance, or <paramref name="limit"/> + 1 if it is greater; the cost is bounded by the shorter text and the limit.</summary>
    public static int AtMost(int limit, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
            return limit + 1;
        var row = right.Length < 128 ? stackalloc int[right.Length + 1] : new int[right.Length + 1];
        for (var column = 0; column < row.Length; column++)
            row[column] = column;
        for (var line = 0; line < left.Length; line++)
        {
            if (NextRow(row, line, left[line], right) > limit)
                return limit + 1;
        }

        return Math.Min(row[^1], limit + 1);
    }

    /// <summary>Turns the row of the first <paramref name="line"/> characters into that of one more; the result is its smallest entry.</summary>
    private static int NextRow(Span<int> row, int line, char left, ReadOnlySpan<char> right)
    {
        var diagonal = row[0];
        var smallest = row[0] = line + 1;
        for (var column = 1; column < row.Length; column++)
        {
            var substituted = diagonal + (Fold(left) == Fold(right[column - 1]) ? 0 : 1);
            diagonal = row[column];
            row[column] = Math.Min(substituted, 1 + Math.Min(diagonal, row[column - 1]));
            smallest = Math.Min(smallest, row[column]);
        }

        return smallest;
    }

    /// <summary>Only ASCII letters have two cases in IAM's names.</summary>
    private static char Fold(char c) => char.IsAsciiLetterUpper(c) ? (char)(c | 0x20) : c;
}
