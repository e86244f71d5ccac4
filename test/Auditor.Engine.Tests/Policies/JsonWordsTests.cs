using System.Text.Json;

namespace Auditor.Engine.Policies;

public sealed class JsonWordsTests
{
    [Theory]
    [InlineData(JsonTokenType.StartObject, "an object")]
    [InlineData(JsonTokenType.StartArray, "a list")]
    [InlineData(JsonTokenType.String, "text")]
    [InlineData(JsonTokenType.Number, "a number")]
    [InlineData(JsonTokenType.True, "true or false")]
    [InlineData(JsonTokenType.False, "true or false")]
    [InlineData(JsonTokenType.Null, "null")]
    [InlineData(JsonTokenType.None, "nothing")]
    public void Describe_names_each_kind_of_value(JsonTokenType type, string words) => Assert.Equal(words, JsonWords.Describe(type));

    [Fact]
    public void Shorten_leaves_eighty_characters() => Assert.Equal(new string('x', 80), JsonWords.Shorten(new string('x', 80)));

    [Fact]
    public void Shorten_cuts_what_is_longer() => Assert.Equal(new string('x', 80) + "…", JsonWords.Shorten(new string('x', 81)));

    [Fact]
    public void Shorten_never_cuts_a_character_in_half() =>
        Assert.Equal(new string('x', 79) + "…", JsonWords.Shorten(new string('x', 79) + "😀 and more"));

    [Theory]
    [InlineData("Something is wrong. LineNumber: 0 | BytePositionInLine: 1.", "something is wrong")]
    [InlineData("Something is wrong.", "something is wrong")]
    [InlineData(" LineNumber: 0 | BytePositionInLine: 1.", "broken text")]
    [InlineData("x", "x")]
    public void Reason_is_the_runtimes_without_the_place(string message, string reason) => Assert.Equal(reason, JsonWords.Reason(new JsonException(message)));
}
