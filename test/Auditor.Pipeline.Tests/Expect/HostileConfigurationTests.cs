using System.Text;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Expect;

public sealed class HostileConfigurationTests
{
    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("   ", 1, 4)]
    [InlineData("{", 1, 2)]
    [InlineData("{\n  \"failOn\": high\n}", 2, 13)]
    [InlineData("{ /* ä𝄞 */ \"a\" }", 1, 17)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("{}}", 1, 3)]
    [InlineData("/* never closed", 1, 1)]
    [InlineData("{ 'failOn': 1 }", 1, 3)]
    [InlineData("{ \"a\": NaN }", 1, 8)]
    public void Broken_json_has_a_place(string json, int line, int column)
    {
        var error = Assert.Single(ConfigurationExamples.Read(json).Errors);

        Assert.StartsWith("not JSON: ", error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (error.Line, error.Column));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"assume\":")]
    [InlineData("{\"a\":[")]
    public void Deep_nesting_is_an_error(string opening)
    {
        var result = ConfigurationExamples.Read(string.Concat(Enumerable.Repeat(opening, 10_000)));

        Assert.Null(result.Configuration);
        Assert.Contains("depth", result.Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_large_a_file_is_an_error()
    {
        var error = ConfigurationReader.Read(new byte[5 * 1024 * 1024]).Errors.Single();

        Assert.Equal("expected at most 4194304 bytes, found 5242880", error.Message);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_have_a_place()
    {
        byte[] bytes = [.. "{ // ä\n \"failOn\": \""u8, 0xC3, 0x28, .. "\" }"u8];
        var error = ConfigurationReader.Read(bytes).Errors.Single();

        Assert.Equal("(2,13) $: expected UTF-8", error.ToString());
    }

    [Theory]
    [InlineData("""{ "failOn": "\ud800" }""", 1, 13, "$.failOn")]
    [InlineData("""{ "\ud800": 1 }""", 1, 3, "$['']")]
    public void Half_a_surrogate_pair_is_an_error(string json, int line, int column, string path)
    {
        var result = ConfigurationExamples.Read(json);

        Assert.Null(result.Configuration);
        Assert.Contains(
            result.Errors,
            error =>
                (error.Line, error.Column, error.Path) == (line, column, path)
                    && error.Message.Contains("surrogate", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "profiles": { "abc\r\nauditor: all is well": {} } }""")]
    [InlineData("""{ "failOn": "high\nauditor: all is well" }""")]
    [InlineData("""{ "assume": { "a\u2028auditor: all is well": ["x"] } }""")]
    [InlineData("""{ "unusedAfterDays": "\u001b[2Jauditor: all is well" }""")]
    [InlineData("""{ "profiles": { "\u202eauditor": { "extends": ["\u202eauditor"] } } }""")]
    [InlineData("{ \"failOn\": hi\nauditor: all is well\n}")]
    [InlineData("{ \"failOn\": tru\nauditor: all is well\n}")]
    public void Text_of_the_file_starts_no_line_of_its_own(string json)
    {
        var errors = ConfigurationExamples.Read(json).Errors;

        Assert.NotEmpty(errors);
        Assert.All(errors, error => Assert.Equal(PlainText.Of(error.ToString()), error.ToString()));
    }

    [Fact]
    public void Half_a_character_does_not_stay_where_text_is_cut_off()
    {
        var error = ConfigurationExamples.Read($$"""{ "failOn": "{{new string('x', 79)}}𝄞𝄞" }""").Errors.Single();

        Assert.EndsWith($"found `{new string('x', 79)}…`", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_full_of_values_is_refused()
    {
        var json = $$"""{ "assignments": [{{string.Join(',', Enumerable.Repeat("{}", 200_000))}}], "administrators": [] }""";

        Assert.Equal(["expected at most 200000 values, found more"], ConfigurationExamples.Read(json).Errors.Select(error => error.Message));
    }

    [Fact]
    public void A_hundred_thousand_errors_are_a_thousand()
    {
        var json = $$"""{ "assignments": [{{string.Join(',', Enumerable.Repeat("1", 100_000))}}] }""";

        Assert.Equal(1000, ConfigurationExamples.Read(json).Errors.Length);
    }

    [Fact]
    public void A_long_chain_of_profiles_ends()
    {
        var chain = Enumerable.Range(0, 1000).Select(i => $$"""  "p{{i}}": { "extends": ["p{{i + 1}}"] }""");
        var closed = $$"""{ "profiles": { {{string.Join(',', chain).Replace("\"p1000\"", "\"p0\"", StringComparison.Ordinal)}} } }""";

        Assert.StartsWith(
            "the profile extends itself", ConfigurationExamples.Read(closed).Errors.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_many_profiles_are_an_error()
    {
        var many = Enumerable.Range(0, 40_000).Select(i => $$"""  "p{{i}}": { "extends": ["p{{i + 1}}"] }""");
        var result = ConfigurationExamples.Read($$"""{ "profiles": { {{string.Join(',', many)}} } }""");

        Assert.Equal("expected at most 1000 profiles, found 40000", result.Errors.Single().Message);
    }

    [Fact]
    public void A_configuration_cut_or_changed_anywhere_never_throws()
    {
        var bytes = Encoding.UTF8.GetBytes(ConfigurationExamples.Everything);
        for (var length = 0; length < bytes.Length; length++)
            Assert.True(ConfigurationReader.Read(bytes.AsMemory(0, length)).Configuration is null || length > bytes.Length - 3);
        for (var at = 0; at < bytes.Length; at++)
        {
            var changed = (byte[])bytes.Clone();
            changed[at] = (byte)"{}[]\",:/\\*0x"[at % 12];
            var result = ConfigurationReader.Read(changed);
            Assert.Equal(result.Errors.IsEmpty, result.Configuration is not null);
        }
    }
}
