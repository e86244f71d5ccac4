using System.Diagnostics;

namespace Auditor.Engine.Matching;

public sealed class GlobTests
{
    [Theory]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("*", "", true)]
    [InlineData("**", "abc", true)]
    [InlineData("?", "", false)]
    [InlineData("?", "a", true)]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "abbcd", false)]
    [InlineData("*ab*ab", "xabab", true)]
    [InlineData("*ab*ab", "xab", false)]
    [InlineData("a?c", "a:c", true)]
    [InlineData("A", "a", false)]
    [InlineData("a*", "a\nb", true)]
    [InlineData(".*", "ab", false)]
    [InlineData("[a]", "a", false)]
    [InlineData("a\u00E9*", "a\u00E9\u00E9", true)]
    public void Matches_compares_the_whole_text(string pattern, string text, bool expected) =>
        Assert.Equal(expected, Glob.Parse(pattern).Matches(text));

    [Fact]
    public void Matches_agrees_with_the_obvious_recursion_on_all_short_texts()
    {
        foreach (var pattern in Words("ab*?", 4))
        {
            var glob = Glob.Parse(pattern);
            foreach (var text in Words("ab", 4))
                Assert.True(Obvious(pattern, text) == glob.Matches(text), $"{pattern} {text}");
        }
    }

    [Fact]
    public void Matches_of_longer_pieces_agrees_with_the_obvious_recursion()
    {
        var texts = Words("ab", 7).ToArray();
        foreach (var pattern in Words("ab*", 6))
        {
            var glob = Glob.Parse(pattern);
            foreach (var text in texts)
                Assert.True(Obvious(pattern, text) == glob.Matches(text), $"{pattern} {text}");
        }
    }

    [Fact]
    public void Matches_of_segment_wildcards_agrees_with_the_obvious_recursion()
    {
        // s and q stand for the wildcards that stay in a segment.
        foreach (var pattern in Words("a:*sq", 4))
        {
            var glob = Segmented(pattern);
            foreach (var text in Words("a:", 4))
                Assert.True(Obvious(pattern, text) == glob.Matches(text), $"{pattern} {text}");
        }
    }

    [Theory]
    [InlineData("\0", "\0", true)]
    [InlineData("\0", "a", false)]
    [InlineData("a", "\0", false)]
    [InlineData("\0", "?", true)]
    [InlineData("*", "\0", true)]
    [InlineData("?\0", "?a", false)]
    [InlineData("?a", "?\0", false)]
    [InlineData("?\0", "?\0", true)]
    public void Intersects_takes_the_first_of_all_characters_as_a_character(string left, string right, bool expected) =>
        Assert.Equal(expected, Glob.Parse(left).Intersects(Glob.Parse(right)));

    [Fact]
    public void Intersects_agrees_with_trying_every_short_text()
    {
        var texts = Words("ab", 6).ToArray();
        var patterns = Words("ab*?", 3).Select(
            pattern =>
                (Pattern: pattern, Matched: texts.Where(text => Obvious(pattern, text)).ToHashSet(StringComparer.Ordinal))).ToArray();
        foreach (var left in patterns)
        {
            foreach (var right in patterns)
                Assert.True(
                    left.Matched.Overlaps(right.Matched) == Glob.Parse(left.Pattern).Intersects(Glob.Parse(right.Pattern)),
                    $"{left.Pattern} {right.Pattern}");
        }
    }

    [Fact]
    public void Intersects_of_segment_wildcards_agrees_with_trying_every_short_text()
    {
        var texts = Words("a:", 6).ToArray();
        var patterns = Words("a:*sq", 3).Select(
            pattern =>
                (Pattern: pattern, Matched: texts.Where(text => Obvious(pattern, text)).ToHashSet(StringComparer.Ordinal))).ToArray();
        foreach (var left in patterns)
        {
            foreach (var right in patterns)
                Assert.True(
                    left.Matched.Overlaps(right.Matched) == Segmented(left.Pattern).Intersects(Segmented(right.Pattern)),
                    $"{left.Pattern} {right.Pattern}");
        }
    }

    [Fact]
    public void Adversarial_patterns_end_soon()
    {
        var stars = string.Concat(Enumerable.Repeat("*a", 1_000)) + "b";
        var text = new string('a', 20_000);
        var clock = Stopwatch.StartNew();

        Assert.False(Glob.Parse(stars).Matches(text));
        Assert.False(Glob.Parse(new string('*', 5_000) + "b").Matches(text));
        Assert.False(Segmented(string.Concat(Enumerable.Repeat("sa", 300)) + "b").Matches(text.AsSpan(0, 5_000)));
        Assert.False(Glob.Parse(stars).Intersects(Glob.Parse(stars[..^1] + "c")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    private static IEnumerable<string> Words(string alphabet, int longest) =>
        longest == 0
            ? [""]
            : Words(alphabet, longest - 1).SelectMany(
                word => word.Length == longest - 1 ? [word, .. alphabet.Select(character => word + character)] : new[] { word });

    private static Glob Segmented(string pattern) => new(
        [.. pattern.Select(character => character switch
        {
            '*' => Glob.AnyRun,
            '?' => Glob.AnyOne,
            's' => Glob.AnyRunInSegment,
            'q' => Glob.AnyOneInSegment,
            _ => (int)character,
        })]);

    private static bool Obvious(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', .. var rest] => Obvious(rest, text) || (!text.IsEmpty && Obvious(pattern, text[1..])),
        ['s', .. var rest] => Obvious(rest, text) || (!text.IsEmpty && text[0] != ':' && Obvious(pattern, text[1..])),
        ['?', .. var rest] => !text.IsEmpty && Obvious(rest, text[1..]),
        ['q', .. var rest] => !text.IsEmpty && text[0] != ':' && Obvious(rest, text[1..]),
        [var literal, .. var rest] => !text.IsEmpty && text[0] == literal && Obvious(rest, text[1..]),
    };
}
