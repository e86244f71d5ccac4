namespace Auditor.EndToEnd.Tests;

/// <summary>A line that stayed (space), went (-) or came (+).</summary>
/// <param name="Mark">Which of the three.</param>
/// <param name="Line">Its number in the old text; of a line that came, the next one's.</param>
/// <param name="Text">The line.</param>
internal readonly record struct LineChange(char Mark, int Line, string Text)
{
    /// <summary>The shortest list of changes: what stays is the longest common subsequence.</summary>
    public static LineChange[] Between(string[] before, string[] after)
    {
        var start = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
        var rest = Math.Min(before.Length, after.Length) - start;
        var end = before.Reverse().Zip(after.Reverse()).Take(rest).TakeWhile(pair => pair.First == pair.Second).Count();
        return
        [
            .. Same(before, 0, start),
            .. Middle(before[start..^end], after[start..^end]).Select(change => change with { Line = change.Line + start }),
            .. Same(before, before.Length - end, before.Length),
        ];
    }

    private static IEnumerable<LineChange> Same(string[] lines, int from, int to) =>
        Enumerable.Range(from, to - from).Select(index => new LineChange(' ', index + 1, lines[index]));

    private static IEnumerable<LineChange> Middle(string[] before, string[] after)
    {
        var common = CommonLengths(before, after);
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
                yield return new LineChange(' ', ++i, after[j++]);
            else if (i < before.Length && (j == after.Length || common[i + 1, j] >= common[i, j + 1]))
                yield return new LineChange('-', i + 1, before[i++]);
            else
                yield return new LineChange('+', i + 1, after[j++]);
        }
    }

    /// <summary>For every pair of places, how many lines the rests have in common.</summary>
    private static int[,] CommonLengths(string[] before, string[] after)
    {
        var lengths = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
                lengths[i, j] = before[i] == after[j] ? lengths[i + 1, j + 1] + 1 : Math.Max(lengths[i + 1, j], lengths[i, j + 1]);
        }

        return lengths;
    }
}
