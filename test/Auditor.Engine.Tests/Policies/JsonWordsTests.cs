using System.Text;
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
    [InlineData("The input does not contain any JSON tokens. Expected the input to start with a valid JSON token, when isFinalBlock is true. LineNumber: 0 | BytePositionInLine: 0.", "there is no value")]
    [InlineData("Expected depth to be zero at the end of the JSON payload. There is an open JSON object or array that should be closed. LineNumber: 0 | BytePositionInLine: 9.", "it ends too early")]
    [InlineData("Expected end of string, but instead reached end of data. LineNumber: 0 | BytePositionInLine: 9.", "it ends too early")]
    [InlineData("Something is wrong. LineNumber: 0 | BytePositionInLine: 1.", "something is wrong")]
    [InlineData("Something is wrong.", "something is wrong")]
    [InlineData(" LineNumber: 0 | BytePositionInLine: 1.", "broken text")]
    [InlineData("x", "x")]
    public void Reason_is_the_runtimes_without_the_place(string message, string reason) => Assert.Equal(reason, JsonWords.Reason(new JsonException(message)));

    [Fact]
    public void A_text_that_is_cut_off_is_said_to_end_too_early()
    {
        const string whole = """{"a":["b\u00e9",1.5e3,true,null,{"c":[]}]}""";
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = Encoding.UTF8.GetBytes(whole[..length]);
            var error = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(cut));
            var reason = JsonWords.Reason(error);
            Assert.True(reason is "there is no value" or "it ends too early" || reason.Contains("invalid", StringComparison.Ordinal), $"{length}: {reason}");
        }
    }

    [Fact]
    public void The_rest_of_the_file_behind_a_misspelled_literal_is_not_quoted()
    {
        var error = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse("[trou" + new string('x', 5_000) + "]"));
        var reason = JsonWords.Reason(error);
        Assert.InRange(reason.Length, 1, 200);
        Assert.StartsWith("'trou", reason, StringComparison.Ordinal);
        Assert.EndsWith("Expected the literal 'true'", reason, StringComparison.Ordinal);
    }
}
