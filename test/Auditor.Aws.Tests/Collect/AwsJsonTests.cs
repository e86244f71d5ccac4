using System.Text;
using System.Text.Json;
using Auditor.Aws.Collect.Files;

namespace Auditor.Aws.Tests.Collect;

public sealed class AwsJsonTests
{
    // Two characters in UTF-16, so that a piece of a long text ends within one of them.
    private const string Pair = "\U0001F600";

    [Theory]
    [InlineData("")]
    [InlineData("no document")]
    [InlineData("a<\"é\n\u0001")]
    [InlineData("{\"a\":1,\"a\":[true,null,1.50,\"\\u0001\"]}")]
    public void A_document_stands_in_the_file_as_AWS_gave_it(string document) => Assert.Equal(document, Written(document));

    [Theory]
    [InlineData(4_095)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(100_000)]
    public void Long_text_stays_whole_wherever_its_pieces_end(int length)
    {
        var text = new string('a', length) + string.Concat(Enumerable.Repeat(Pair, length)) + "\"";
        Assert.Equal(text, Written(text));
        var document = $$"""{"a":"{{text[..^1]}}"}""";
        Assert.Equal(text[..^1], JsonElement.Parse(Written(document)).GetProperty("a").GetString());
    }

    [Fact]
    public void Half_a_pair_gives_way_to_the_replacement_character_also_in_long_text() =>
        Assert.Equal(new string('a', 4_095) + "\uFFFDb\uFFFD", Written(new string('a', 4_095) + Pair[0] + "b" + Pair[0]));

    /// <summary>The member as text: a document's own JSON, or the text that it was written as.</summary>
    private static string Written(string document)
    {
        using var file = new MemoryStream();
        using (var writer = new Utf8JsonWriter(file))
        {
            writer.WriteStartObject();
            writer.Document("Document", document);
            writer.WriteEndObject();
        }

        var member = JsonElement.Parse(Encoding.UTF8.GetString(file.ToArray())).GetProperty("Document");
        return member.ValueKind == JsonValueKind.String ? member.GetString()! : member.GetRawText();
    }
}
