using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Simulate.Custom;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

public sealed class SimulationOwnerTests
{
    private const string All = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string Role = "arn:aws:iam::111122223333:role/R";

    [Fact]
    public void Empty_list_of_session_policies_leaves_the_layer_open() =>
        Assert.Equal(
            "allowed", Decide($$$"""{"PolicyInputList":[{{{All}}}],"ActionNames":["s3:GetObject"],"SessionPolicyInputList":[]}"""));

    [Theory]
    [InlineData("arn:aws:sqs:us-east-1:999988887777:q", "implicitDeny")]
    [InlineData("arn:aws:sqs:us-east-1:111122223333:q", "allowed")]
    public void Resource_arn_tells_whose_the_resource_is(string resource, string decision) => Assert.Equal(decision, Decide($$$"""
        {"PolicyInputList":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ec2:*","Resource":"*"}}],
        "CallerArn":"{{{Role}}}",
         "ActionNames":["sqs:SendMessage"],"ResourceArns":["{{{resource}}}"],
         "ResourcePolicy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"{{{Role}}}"},"Action":"*",
         "Resource":"*"} } }
        """));

    [Theory]
    [InlineData("sts:AssumeRole", "sts:AssumeRole", "allowed")]
    [InlineData("sts:TagSession", "sts:AssumeRole", "implicitDeny")]
    [InlineData("sts:SetSourceIdentity", "sts:AssumeRole", "implicitDeny")]
    [InlineData("sts:SetContext", "sts:AssumeRole", "implicitDeny")]
    [InlineData("sts:TagSession", "sts:TagSession", "allowed")]
    public void Trust_policy_without_resource_decides_the_actions_on_a_role(string action, string trusted, string decision) =>
        Assert.Equal(decision, Decide($$$"""
        {"PolicyInputList":[{{{All}}}],"CallerArn":"{{{Role}}}","ActionNames":["{{{action}}}"],
         "ResourcePolicy":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"{{{trusted}}}"} } }
        """));

    [Fact]
    public void Key_of_a_variable_is_missing_beside_the_key_it_is_compared_with()
    {
        var result = Answer("""
            {"PolicyInputList":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",
            "Condition":{"StringEquals":{"aws:X":"${aws:Y}"} } } }],"ActionNames":["s3:GetObject"]}
            """);
        Assert.Equal(["aws:X", "aws:Y"], result.GetProperty("MissingContextValues").EnumerateArray().Select(key => key.GetString()));
    }

    [Fact]
    public void Twenty_thousand_resources_take_no_longer_than_their_number()
    {
        var arns = string.Join(',', Enumerable.Range(0, 20_000).Select(number => $"\"arn:aws:s3:::b/{number}\""));
        var watch = Stopwatch.StartNew();
        Assert.Equal(
            "allowed", Decide($$$"""{"PolicyInputList":[{{{All}}}],"ActionNames":["s3:GetObject"],"ResourceArns":[{{{arns}}}]}"""));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(4), $"took {watch.Elapsed}");
    }

    private static string Decide(string request) => Answer(request).GetProperty("EvalDecision").GetString()!;

    private static JsonElement Answer(string request)
    {
        var output = new ArrayBufferWriter<byte>();
        CustomSimulator.Answer(Encoding.UTF8.GetBytes(request), output);
        return JsonDocument.Parse(output.WrittenMemory).RootElement.GetProperty("EvaluationResults")[0].Clone();
    }
}
