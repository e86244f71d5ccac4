using System.Text.Json;
using System.Text.Json.Nodes;
using static Auditor.Pipeline.Tests.Simulate.Custom.Simulation;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

public sealed class SimulationErrorTests
{
    [Theory]
    [InlineData("PolicyInputList")]
    [InlineData("ActionNames")]
    public void A_required_member_that_is_missing_null_or_empty_is_an_error(string name)
    {
        Assert.Contains($"`{name}` is missing", Error(Answer(Request((name, null)))), StringComparison.Ordinal);
        Assert.Contains($"`{name}` is empty", Error(Answer(Request((name, new JsonArray())))), StringComparison.Ordinal);
        var text = Request((name, "null")).ToJsonString().Replace("\"null\"", "null", StringComparison.Ordinal);
        Assert.Contains($"`{name}` is missing", Error(Answer(text)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a:*")]
    [InlineData("a:Get?")]
    [InlineData("*")]
    [InlineData("nocolon")]
    [InlineData("a:b:c")]
    [InlineData("a:")]
    [InlineData("")]
    public void An_action_that_is_no_name_is_an_error(string action) =>
        Assert.Contains(
            "the action", Error(Answer(Request(("ActionNames", new JsonArray(Simulation.Action, action))))), StringComparison.Ordinal);

    [Theory]
    [InlineData(3, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void An_action_has_3_to_128_characters(int length, bool isValid)
    {
        var answer = Answer(Request(("ActionNames", new JsonArray("a:" + new string('b', length - 2)))));
        Assert.Equal(isValid, answer.TryGetProperty("EvaluationResults", out _));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"allow","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Effect":"Deny","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","NotAction":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEqualz":{"a:b":"c"}}}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{"StringEquals":{"a:b":"c","A:B":"c"}}}]}""")]
    public void A_document_with_an_error_is_an_error_that_names_it(string document)
    {
        var error = Error(Answer(Request(("PolicyInputList", new JsonArray(AllowAll, document)))));
        Assert.StartsWith("PolicyInputList.2", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PermissionsBoundaryPolicyInputList", "PermissionsBoundaryPolicyInputList.1")]
    [InlineData("SessionPolicyInputList", "SessionPolicyInputList.1")]
    public void Other_documents_are_named_too(string member, string place) =>
        Assert.StartsWith(place, Error(Answer(Request((member, new JsonArray("{"))))), StringComparison.Ordinal);

    [Theory]
    [InlineData("ServiceControlPolicyInputList")]
    [InlineData("ResourceControlPolicyInputList")]
    public void Documents_of_levels_are_named_with_their_level(string member)
    {
        var levels = new JsonArray(new JsonObject(), new JsonObject { [member] = new JsonArray("{") });
        var error = Error(Answer(Request(("OrderedOrganizationPolicyInputList", levels))));
        Assert.StartsWith($"OrderedOrganizationPolicyInputList.2.{member}.1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_resource_policy_with_an_error_is_an_error() =>
        Assert.StartsWith("ResourcePolicy", Error(Answer(Request(("ResourcePolicy", "{")))), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void There_is_at_most_one_boundary(int count, bool isValid)
    {
        var boundaries = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)AllowAll)]);
        Assert.Equal(
            isValid, Answer(Request(("PermissionsBoundaryPolicyInputList", boundaries))).TryGetProperty("EvaluationResults", out _));
    }

    [Theory]
    [InlineData(7, true)]
    [InlineData(8, false)]
    public void There_are_at_most_seven_levels(int count, bool isValid)
    {
        var levels = new JsonArray([.. Enumerable.Range(0, count).Select(_ => (JsonNode)new JsonObject())]);
        Assert.Equal(isValid, Answer(Request(("OrderedOrganizationPolicyInputList", levels))).TryGetProperty("EvaluationResults", out _));
    }

    [Theory]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["x"],"ContextKeyType":"text"}]""", "text")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["x"],"ContextKeyType":"String"}]""", "String")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["x"]},{"ContextKeyName":"A:B","ContextKeyValues":["y"]}]""", "twice")]
    [InlineData("""[{"ContextKeyValues":["x"],"ContextKeyType":"string"}]""", "ContextKeyName")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["x"],"ContextKeyType":"numeric"}]""", "numeric")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["1","x"],"ContextKeyType":"numericList"}]""", "numeric")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["yes"],"ContextKeyType":"boolean"}]""", "boolean")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["1.2.3"],"ContextKeyType":"ip"}]""", "ip")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["%"],"ContextKeyType":"binary"}]""", "binary")]
    [InlineData("""[{"ContextKeyName":"a:b","ContextKeyValues":["soon"],"ContextKeyType":"date"}]""", "date")]
    public void A_context_entry_that_is_wrong_is_an_error(string entries, string word) =>
        Assert.Contains(word, Error(Answer(Request(("ContextEntries", Json(entries))))), StringComparison.Ordinal);

    [Theory]
    [InlineData("PolicyInputList", "{}")]
    [InlineData("PolicyInputList", "[7]")]
    [InlineData("ActionNames", "\"a:b\"")]
    [InlineData("ActionNames", "[null]")]
    [InlineData("ResourceArns", "\"*\"")]
    [InlineData("ResourceArns", "[7]")]
    [InlineData("CallerArn", "7")]
    [InlineData("ResourceOwner", "[]")]
    [InlineData("ResourcePolicy", "7")]
    [InlineData("ContextEntries", "{}")]
    [InlineData("ContextEntries", "[7]")]
    [InlineData("OrderedOrganizationPolicyInputList", "[[]]")]
    public void A_member_of_another_type_is_an_error_that_names_it(string name, string value) =>
        Assert.Contains($"`{name}", Error(Answer(Request((name, Json(value))))), StringComparison.Ordinal);

    [Fact]
    public void A_member_that_stands_twice_is_an_error() =>
        Assert.Contains(
            "twice", Error(Answer("""{"ActionNames":["a:b"],"ActionNames":["a:c"],"PolicyInputList":["{}"]}""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"Id\"")]
    [InlineData("{} {}")]
    public void What_is_no_object_has_the_id_null(string line)
    {
        var answer = Answer(line);
        Error(answer);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("Id").ValueKind);
    }

    [Fact]
    public void An_error_has_the_id_of_its_request() => Assert.Equal("x", Text(Answer("""{"Id":"x"}"""), "Id"));

    [Theory]
    [InlineData("""{"Id":"\ud800","ActionNames":["a:b"]}""")]
    [InlineData("""{"Id":["\udc00"],"ActionNames":["a:b"]}""")]
    [InlineData("""{"Id":{"\ud800":1},"ActionNames":["a:b"]}""")]
    [InlineData("""{"\ud800":1,"Id":7}""")]
    [InlineData("""{"PolicyInputList":[{"\ud800":1}],"ActionNames":["a:b"]}""")]
    [InlineData("""{"PolicyInputList":["\ud800"],"ActionNames":["a:b"]}""")]
    [InlineData("""{"ContextEntries":[{"\ud800":1}],"PolicyInputList":["{}"],"ActionNames":["a:b"]}""")]
    [InlineData(
        """{"PolicyInputList":[{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","Sid":"\ud800"}}],"ActionNames":["\ud800:b"]}""")]
    public void Half_a_surrogate_pair_never_throws(string request) => Error(Answer(request));

    [Fact]
    public void Bytes_that_are_not_utf8_are_an_error()
    {
        byte[][] requests =
        [
            [.. "{\"Id\":\""u8, 0xFF, .. "\"}"u8], [.. "{\""u8, 0xC3, .. "\":1}"u8],
            [.. "{\"PolicyInputList\":[{\"a\":\""u8, 0x80, .. "\"}]}"u8], [0xFF, 0xFE, 0x7B, 0],
        ];
        foreach (var request in requests)
            Assert.Contains("UTF-8", Error(Answer(request)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm() =>
        Assert.Equal("allowed", Text(Answer("\uFEFF" + Request().ToJsonString()).GetProperty("EvaluationResults")[0], "EvalDecision"));

    [Fact]
    public void Ten_thousand_levels_are_an_error()
    {
        var deep = new string('[', 10_000) + new string(']', 10_000);
        Error(Answer($$"""{"Id":{{deep}}}"""));
        Error(Answer(Request(("PolicyInputList", new JsonArray($$"""{"Statement":{{deep}}}""")))));
        Error(Answer("{\"PolicyInputList\":[{\"Statement\":" + deep + "}]}"));
    }

    [Fact]
    public void A_long_action_is_not_cut_within_a_character() =>
        Assert.DoesNotContain(
            '\uFFFD',
            Error(Answer(Request(("ActionNames", new JsonArray("a:" + new string('b', 125) + string.Concat(Enumerable.Repeat("😀", 9))))))));
}
