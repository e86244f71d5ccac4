using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Pipeline.Remedies;

public sealed class StatementJsonTests
{
    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"a:B","Resource":"*"}""")]
    [InlineData("""{ "Effect": "Allow", "Action": [ "a:B", "a:C" ] }""")]
    [InlineData("{\n\t\"Sid\":\"x\"}")]
    [InlineData("""{"Sid":"\u0041\/\n"}""")]
    [InlineData("""{"Sid":"a b"}""")]
    [InlineData("""{"Sid":"<é'+&>"}""")]
    [InlineData("{\"Sid\":\"\u007F\"}")]
    [InlineData("""{"Condition":{"NumericEquals":{"aws:MultiFactorAuthAge":1.50e3}},"Condition":true}""")]
    public void Compact_writes_what_a_writer_without_white_space_writes(string statement)
    {
        var expected = JsonNode.Parse(statement)!.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

        Assert.Equal(expected, StatementJson.Compact(statement));
        Assert.Equal(expected, StatementJson.Compact(expected));
    }
}
