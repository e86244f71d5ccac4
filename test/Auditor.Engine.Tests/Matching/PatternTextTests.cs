using Auditor.Engine.Requests;

namespace Auditor.Engine.Matching;

public sealed class PatternTextTests
{
    private static readonly GivenContext Context = new([KeyValuePair.Create("k", ContextValue.Of("value")), KeyValuePair.Create("empty", ContextValue.Of(""))]);

    [Theory]
    [InlineData("${k}", "value")]
    [InlineData("a${k}b", "avalueb")]
    [InlineData("${ k }", "value")]
    [InlineData("}${k}{", "}value{")]
    [InlineData("$k{}", "$k{}")]
    [InlineData("${*}${?}${$}", "*?$")]
    [InlineData("${k, 'other'}", "value")]
    [InlineData("${k, ''}", "value")]
    [InlineData("${none, 'other'}", "other")]
    [InlineData("${empty, 'other'}", "other")]
    [InlineData("${none, 'o*'}", "o*")]
    public void Variables_are_read_with_their_defaults(string pattern, string matched)
    {
        var text = PatternText.Parse(pattern, variables: true, wildcards: true);

        Assert.Equal(Truth.Yes, Resolve(text, out var glob));
        Assert.True(glob.Matches(matched));
        Assert.False(glob.Matches(matched + "x"));
    }

    [Theory]
    [InlineData("${}")]
    [InlineData("${none}")]
    [InlineData("${empty}")]
    [InlineData("${none, ''}")]
    [InlineData("${, 'other'}")]
    [InlineData("${,}")]
    [InlineData("${k k}")]
    [InlineData("${n one, 'other'}")]
    [InlineData("${k,'other'}")]
    [InlineData("${k,  'other'}")]
    [InlineData("${k, other}")]
    [InlineData("${k, 'other}")]
    [InlineData("${k, other'}")]
    [InlineData("${k, 'ot'her'}")]
    [InlineData("${k, '}")]
    [InlineData("${k,}")]
    public void Variables_written_wrongly_or_without_value_resolve_to_nothing(string pattern) =>
        Assert.Equal(Truth.No, Resolve(PatternText.Parse("a" + pattern, variables: true, wildcards: true), out _));

    [Theory]
    [InlineData("${k}")]
    [InlineData("a${k, 'b'}c")]
    [InlineData("}${k")]
    public void Variables_are_text_where_the_version_knows_none(string pattern)
    {
        var text = PatternText.Parse(pattern, variables: false, wildcards: true);

        Assert.False(text.HasVariables);
        Assert.True(text.Fixed!.Matches(pattern));
    }

    [Fact]
    public void Wildcards_are_text_where_none_are_taken()
    {
        var text = PatternText.Parse("a*?", variables: true, wildcards: false);

        Assert.True(text.Fixed!.Matches("a*?"));
        Assert.False(text.Fixed.Matches("abc"));
    }

    [Fact]
    public void Only_keys_with_a_name_are_missing()
    {
        var keys = new KeyCollector();
        PatternText.Parse("${}${none}${k}${NONE}", variables: true, wildcards: true).NoteMissing(Context, keys);

        Assert.Equal(["none"], keys.Missing);
        Assert.Empty(keys.Unknown);
    }

    [Fact]
    public void OpenTokens_let_a_variable_be_anything_and_nothing_else()
    {
        var opened = PatternText.Parse("a${aws:username}?b", variables: true, wildcards: true).OpenTokens();
        Assert.Equal(['a', Glob.AnyRun, Glob.AnyOne, 'b'], opened);
        Assert.Equal(['a', 'b'], PatternText.Parse("ab", variables: true, wildcards: true).OpenTokens());
    }

    private static Truth Resolve(PatternText text, out Glob glob)
    {
        var keys = new KeyCollector();
        if (text.Fixed is { } always)
        {
            glob = always;
            return Truth.Yes;
        }

        var outcome = text.Resolve(Context, keys, out var tokens);
        glob = new Glob(tokens);
        return outcome;
    }
}
