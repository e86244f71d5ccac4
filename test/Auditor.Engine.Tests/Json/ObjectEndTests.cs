using System.Text;
using System.Text.Json;
using Auditor.Engine.Json;

namespace Auditor.Engine.Tests.Json;

/// <summary>Where an object ends by its braces, against the runtime's reader.</summary>
public sealed class ObjectEndTests
{
    [Fact]
    public void Random_objects_end_where_the_runtime_s_reader_says()
    {
        var random = new Random(20261128);
        for (var run = 0; run < 20_000; run++)
        {
            var json = RandomJson.Of(random);
            if (json[0] != '{')
                continue;
            byte[] rest = [.. "} ]\"{\\"u8];
            Assert.Equal(json.Length, ObjectEnd.Find([.. json, .. rest[..random.Next(rest.Length)]]));
        }
    }

    /// <summary>Every odd thing at every place of a block: a quotation mark, an escaped one, backslashes in a row, braces in text.</summary>
    [Theory]
    [InlineData("\"")]
    [InlineData("\\\"")]
    [InlineData("\\\\")]
    [InlineData("\\\\\\\"")]
    [InlineData("{")]
    [InlineData("}}}")]
    [InlineData("\\u007d}")]
    public void Borders_of_blocks(string odd)
    {
        for (var before = 0; before < 200; before++)
        {
            var text = odd == "\"" ? "" : odd;
            var json = Encoding.UTF8.GetBytes($"{{\"{new string('x', before)}{text}\":{{\"a\":\"{text}\"}}}}");
            var reader = new Utf8JsonReader(json);
            reader.Read();
            reader.Skip();
            Assert.Equal(reader.BytesConsumed, ObjectEnd.Find([.. json, .. "}}\""u8]));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(10_000)]
    public void Deep_nesting(int depth)
    {
        var json = Encoding.UTF8.GetBytes(new string('{', depth) + new string('}', depth));
        Assert.Equal(json.Length, ObjectEnd.Find(json));
        Assert.Equal(-1, ObjectEnd.Find(json.AsSpan(..^1)));
    }

    [Fact]
    public void What_is_cut_off_has_no_end()
    {
        var json = Encoding.UTF8.GetBytes($"{{\"{new string('x', 70)}\\\"\":[{{\"y\":\"}}\"}}]}}");
        for (var length = 0; length < json.Length; length++)
            Assert.Equal(-1, ObjectEnd.Find(json.AsSpan(..length)));
        Assert.Equal(json.Length, ObjectEnd.Find(json));
    }
}
