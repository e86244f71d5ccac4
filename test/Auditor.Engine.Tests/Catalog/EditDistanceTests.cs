namespace Auditor.Engine.Catalog;

public sealed class EditDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "ABC", 0)]
    [InlineData("abc", "abd", 1)]
    [InlineData("abc", "ac", 1)]
    [InlineData("ac", "abc", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abcd", "efgh", 4)]
    [InlineData("abc", "abcdefgh", 4)]
    [InlineData("ab", "ba", 2)]
    public void AtMost_is_the_distance_or_one_more_than_the_limit(string left, string right, int expected) =>
        Assert.Equal(expected, EditDistance.AtMost(3, left, right));
}
