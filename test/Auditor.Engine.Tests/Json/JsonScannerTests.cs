using System.Globalization;
using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Engine.Tests.Json;

/// <summary>The scanner against the runtime's reader: the same tokens, values and places, and it gives up at the same token.</summary>
public sealed class JsonScannerTests
{
    private const int DeepestNesting = 40;
    private const int Runs = 30_000;

    public static TheoryData<string> Texts => new(
        "", " ", "{}", "[]", " {\n        } ", "null", "true", "truex", "nul", "0", "-0", "01", "-", "1.", "1.5", "1e", "1e+5", "1E-05", "-1.25e10", "1x", "1/", "1 2",
        "\"\"", "\"a", "\"\\", "\"\\u00", "\"\\u00g0\"", "\"\\u0041\"", "\"\\ud800\"", "\"\\q\"", "\"\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "\"a\tb\"", "\"a\u007fb\"",
        "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\" : 1 , \"a\":2}", "{,}", "[1,]", "[,1]", "[1 2]", "{1:2}", "[}", "{]", "{}}", "{} {}", "{},", "// x\n1", "[1,// x\n2]",
        "\u00a0{}", "{\"ü\":\"ü€😀\"}", "[\"0123456789abcde\",\"0123456789abcdef\",\"0123456789abcdef0\"]", "{\n                \"a\":\n                                 [ ]}",
        "[\"0123456789abcde\\\"\",\"0123456789abcd\\\\\"]", "\v{}", "[1\f]", "[-]", "[+1]", "[.5]", "{\"a\":1 \"b\":2}", "[true false]", "[[[[]]]", "[]]", "[\"\\\"]");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Chosen_texts(string text) => AssertSame(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData(DeepestNesting)]
    [InlineData(DeepestNesting + 1)]
    [InlineData(300)]
    public void Nesting(int depth)
    {
        AssertSame(Encoding.UTF8.GetBytes(new string('[', depth) + new string(']', depth)));
        AssertSame(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)));
        AssertSame(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("[{\"a\":", depth / 2)) + string.Concat(Enumerable.Repeat("}]", depth / 2))));
    }

    [Fact]
    public void Random_texts()
    {
        var random = new Random(20261128);
        for (var run = 0; run < Runs; run++)
            AssertSame(RandomJson.Damage(RandomJson.Of(random), random));
    }

    [Fact]
    public void Skip_ends_where_the_runtime_s_does()
    {
        var random = new Random(7);
        for (var run = 0; run < Runs; run++)
        {
            var json = RandomJson.Of(random);
            var expected = new Utf8JsonReader(json);
            var actual = new JsonScanner(json, 64);
            for (var steps = random.Next(5); steps >= 0; steps--)
                Assert.Equal(expected.Read(), actual.Read());
            expected.Skip();
            actual.Skip();
            Assert.Equal((expected.TokenType, expected.TokenStartIndex, expected.CurrentDepth), (actual.TokenType, actual.TokenStartIndex, actual.CurrentDepth));
        }
    }

    [Fact]
    public void Jump_ends_where_Skip_does()
    {
        var random = new Random(8);
        var jumps = 0;
        for (var run = 0; run < Runs; run++)
        {
            var json = RandomJson.Of(random);
            var skipping = new JsonScanner(json, 64);
            for (var steps = random.Next(12); steps >= 0; steps--)
                skipping.Read();
            var jumping = skipping;
            var isObject = skipping.TokenType == JsonTokenType.StartObject;
            Assert.Equal(isObject, jumping.Jump());
            if (isObject)
                skipping.Skip();
            for (var reads = 0; reads < 3; reads++)
            {
                Assert.Equal((skipping.TokenType, skipping.TokenStartIndex, skipping.CurrentDepth), (jumping.TokenType, jumping.TokenStartIndex, jumping.CurrentDepth));
                Assert.Equal(skipping.Read(), jumping.Read());
            }

            jumps += isObject ? 1 : 0;
        }

        Assert.True(jumps > Runs / 20, $"only {jumps} objects were met");
    }

    [Theory]
    [InlineData("{\"a\":{\"b\":1}")]
    [InlineData("{")]
    [InlineData("{\"}")]
    public void Jump_says_that_an_object_has_no_end(string text)
    {
        var scanner = new JsonScanner(Encoding.UTF8.GetBytes(text), 64);
        scanner.Read();
        Assert.False(scanner.Jump());
        Assert.Equal((JsonTokenType.StartObject, 0), (scanner.TokenType, scanner.TokenStartIndex));
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void What_is_not_JSON_is_refused_though_nobody_looks_at_a_value(string text)
    {
        var json = Encoding.UTF8.GetBytes(text);
        Assert.Equal(JsonScanner.ErrorIn(json, DeepestNesting) is not null, Record.Exception(() => ReadAll(json)) is JsonException);
    }

    private static void ReadAll(byte[] json)
    {
        var scanner = new JsonScanner(json, DeepestNesting);
        while (scanner.Read())
        {
        }
    }

    [Fact]
    public void It_does_not_nest_deeper_than_it_can_remember() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new JsonScanner("{}"u8, 257).Read());

    private static void AssertSame(byte[] json)
    {
        var expected = new List<string>();
        var actual = new List<string>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestNesting });
        var scanner = new JsonScanner(json, DeepestNesting);
        while (Add(expected, Next(ref reader)))
        {
        }

        while (Add(actual, Next(ref scanner)))
        {
        }

        Assert.True(expected.SequenceEqual(actual), $"{Encoding.UTF8.GetString(json)}\n{string.Join(' ', expected)}\n{string.Join(' ', actual)}");
        Assert.Equal(expected[^1] == "broken", JsonScanner.ErrorIn(json, DeepestNesting) is not null);
    }

    private static bool Add(List<string> tokens, string token)
    {
        tokens.Add(token);
        return token is not ("end" or "broken");
    }

    private static string Next(ref Utf8JsonReader reader)
    {
        try
        {
            if (!reader.Read())
                return "end";
            var value = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? Value(ref reader) : Encoding.UTF8.GetString(reader.ValueSpan);
            value = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number ? value : "";
            return string.Create(CultureInfo.InvariantCulture, $"{reader.TokenType}@{reader.TokenStartIndex}/{reader.CurrentDepth}:{value}");
        }
        catch (JsonException)
        {
            return "broken";
        }
    }

    private static string Next(ref JsonScanner scanner)
    {
        try
        {
            if (!scanner.Read())
                return "end";
            var value = scanner.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? Value(ref scanner) : Encoding.UTF8.GetString(scanner.ValueSpan);
            value = scanner.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number ? value : "";
            return string.Create(CultureInfo.InvariantCulture, $"{scanner.TokenType}@{scanner.TokenStartIndex}/{scanner.CurrentDepth}:{value}");
        }
        catch (JsonException)
        {
            return "broken";
        }
    }

    private static string Value(ref Utf8JsonReader reader)
    {
        try
        {
            return $"{reader.ValueIsEscaped}{reader.GetString()}{reader.ValueTextEquals("ab"u8)}";
        }
        catch (InvalidOperationException)
        {
            return "invalid";
        }
    }

    private static string Value(ref JsonScanner scanner)
    {
        try
        {
            Assert.Equal(scanner.GetString(), scanner.GetSharedString());
            return $"{scanner.ValueIsEscaped}{scanner.GetString()}{scanner.ValueTextEquals("ab"u8)}";
        }
        catch (InvalidOperationException)
        {
            return "invalid";
        }
    }
}
