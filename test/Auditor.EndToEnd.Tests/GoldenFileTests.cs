namespace Auditor.EndToEnd.Tests;

public sealed class GoldenFileTests
{
    [Fact]
    public void Difference_shows_what_went_and_what_came_with_the_lines_around()
    {
        var difference = GoldenFile.Difference("a\nb\nc\nd\ne", "a\nb\nX\nY\nd\ne");
        Assert.Equal(["from line 3:", "  a", "  b", "- c", "+ X", "+ Y", "  d", "  e", ""], difference.ReplaceLineEndings("\n").Split('\n'));
    }

    [Fact]
    public void Difference_where_a_line_was_added_at_the_end_shows_it()
    {
        var difference = GoldenFile.Difference("a\nb", "a\nb\nb");
        Assert.Equal(["from line 3:", "  a", "  b", "+ b", ""], difference.ReplaceLineEndings("\n").Split('\n'));
    }
}
