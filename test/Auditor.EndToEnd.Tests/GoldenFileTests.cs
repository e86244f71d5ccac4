namespace Auditor.EndToEnd.Tests;

public sealed class GoldenFileTests
{
    [Theory]
    [InlineData("a b c d e", "a b X Y d e", "@ line 1|  a|  b|- c|+ X|+ Y|  d|  e|")]
    [InlineData("a b", "a b b", "@ line 1|  a|  b|+ b|")]
    [InlineData("a b c d e f g h i j", "X b c d e f g h i", "@ line 1|- a|+ X|  b|  c|  d|@ line 7|  g|  h|  i|- j|")]
    public void Difference_shows_what_went_and_what_came_with_the_lines_around(string before, string after, string expected)
    {
        var difference = GoldenFile.Difference(before.Replace(' ', '\n'), after.Replace(' ', '\n'));
        Assert.Equal(expected, difference.ReplaceLineEndings("|"));
    }
}
