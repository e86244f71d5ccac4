namespace Auditor.Pipeline.Remedies;

/// <summary>Tells whether two patterns of actions can match the same text.</summary>
internal static class PatternOverlap
{
    /// <summary>True if there is a text that both match; case does not matter. Takes the product of both lengths in time.</summary>
    public static bool Exists(string first, string second)
    {
        // can[at] is true if what is left of the first and second[at..] have a text in common.
        var can = new bool[second.Length + 1];
        for (var at = first.Length; at >= 0; at--)
        {
            var below = can;
            can = new bool[second.Length + 1];
            for (var other = second.Length; other >= 0; other--)
                can[other] = Step(first, at, second, other, below, can);
        }

        return can[0];
    }

    private static bool Step(string first, int at, string second, int other, bool[] below, bool[] same)
    {
        var (hasFirst, hasSecond) = (at < first.Length, other < second.Length);
        if (!hasFirst && !hasSecond)
            return true;
        if (hasFirst && first[at] == '*')
            return below[other] || (hasSecond && same[other + 1]);
        if (hasSecond && second[other] == '*')
            return same[other + 1] || (hasFirst && below[other]);
        return hasFirst && hasSecond && FitOneAnother(first[at], second[other]) && below[other + 1];
    }

    private static bool FitOneAnother(char first, char second) => first == '?' || second == '?' || char.ToLowerInvariant(first) == char.ToLowerInvariant(second);
}
