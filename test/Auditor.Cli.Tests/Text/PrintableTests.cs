namespace Auditor.Cli.Text;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("finops-reader", "finops-reader")]
    [InlineData("Zürich €", "Zürich €")]
    [InlineData("\u001b[31mred", "\uFFFD[31mred")]
    [InlineData("a\u202Eb", "a\uFFFDb")]
    [InlineData("line\r\nline", "line\uFFFD\uFFFDline")]
    [InlineData("zero\u200Bwidth", "zero\uFFFDwidth")]
    public void Of_text_marks_what_cannot_be_seen(string text, string shown) => Assert.Equal(shown, Printable.Of(text));

    [Fact]
    public void Of_half_a_character_marks_it() => Assert.Equal("a\uFFFDb", Printable.Of("a\ud83db"));

    [Theory]
    [InlineData("one two three", 7, 3, "one two|three")]
    [InlineData("one two three", 7, 1, "one tw…")]
    [InlineData("abcdefghij", 4, 3, "abcd|efgh|ij")]
    [InlineData("", 4, 3, "")]
    public void Wrap_gives_lines_of_words(string text, int width, int lines, string wrapped) =>
        Assert.Equal(wrapped, string.Join('|', Printable.Wrap(text, width, lines)));

    [Fact]
    public void Shorten_long_text_ends_with_an_ellipsis() => Assert.Equal("abc…", Printable.Shorten("abcdef", 4));
}
