namespace Auditor.Engine.Matching;

/// <content>Whether two patterns have a text in common.</content>
public sealed partial class Glob
{
    /// <summary>True if some text is matched by both patterns. Variables must have been resolved or opened before.</summary>
    public bool Intersects(Glob other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var common = Math.Min(head.Length, other.head.Length);
        if (!head.AsSpan(0, common).SequenceEqual(other.head.AsSpan(0, common)))
            return false;
        // reached[j]: some text can bring this pattern to the token of the row, and the other one to its token j.
        var columns = other.Length - common;
        bool[] reached = new bool[columns + 1], next = new bool[columns + 1];
        reached[0] = true;
        for (var row = common; row < Length; row++)
        {
            Advance(reached, next, row, common, other);
            (reached, next) = (next, reached);
            Array.Clear(next);
        }

        Advance(reached, next, Length, common, other);
        return reached[columns];
    }

    private int Length => head.Length + rest.Length;

    private int Token(int at) => at < head.Length ? head[at] : rest[at - head.Length];

    private void Advance(bool[] reached, bool[] next, int row, int common, Glob other)
    {
        var leftOpen = row < Length;
        for (var j = 0; j < reached.Length; j++)
        {
            if (!reached[j])
                continue;
            var rightOpen = j + 1 < reached.Length;
            var left = leftOpen ? Token(row) : 0;
            var right = rightOpen ? other.Token(common + j) : 0;
            var compatible = leftOpen && rightOpen && Compatible(left, right);
            // A run may stand for nothing, or swallow whatever the other pattern has next.
            if (leftOpen && (IsRun(left) || (compatible && IsRun(right))))
                next[j] = true;
            if (rightOpen && (IsRun(right) || (compatible && IsRun(left))))
                reached[j + 1] = true;
            if (compatible)
                next[j + 1] = true;
        }
    }

    private static bool Compatible(int left, int right)
    {
        if (left >= 0 && right >= 0)
            return left == right;
        if (left < 0 && right < 0)
            return true;
        var (wildcard, character) = left < 0 ? (left, right) : (right, left);
        return wildcard is AnyRun or AnyOne || character != ':';
    }
}
