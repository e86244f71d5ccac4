using System.Text.Json;
using Auditor.Testing;

namespace Auditor.Function.Tests.Native;

/// <summary>The function and Lambda's Runtime API, whatever the event is about.</summary>
public sealed class RuntimeApiTests(NativeFunction native)
{
    private const string Simulate =
        """
        {"simulate":{
        "PolicyInputList":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"billingconductor:List*","Resource":"*"}}],
        "ActionNames":["billingconductor:ListBillingGroups"]}}
        """;

    [Theory]
    [InlineData("")]
    [InlineData("{\"audit\":")]
    [InlineData("no json")]
    [InlineData("{} {}")]
    public async Task What_is_no_json_is_an_error_and_the_next_event_is_answered(string payload)
    {
        using var function = new FunctionOnLambda(native).Start();
        var process = function.Lambda.Process;
        Assert.Equal("JsonSerializerException", (await function.InvokeAsync(payload)).Error!.Type);
        Assert.Equal("allowed", DecisionOf(await function.InvokeAsync(Simulate)));
        Assert.Same(process, function.Lambda.Process);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"audit\"")]
    [InlineData("{\"delete\":{}}")]
    [InlineData("{\"Audit\":{}}")]
    [InlineData("{\"audit\":{},\"simulate\":{}}")]
    public async Task An_unknown_event_is_told_what_is_accepted(string payload)
    {
        using var function = new FunctionOnLambda(native).Start();
        var error = (await function.InvokeAsync(payload)).Error!;
        Assert.Equal("UnknownEventException", error.Type);
        Assert.All(
            (string[])["audit", "simulate", "schedule", "heartbeat", "continue"],
            kind => Assert.Contains($"{{\"{kind}\":", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_error_of_the_handler_says_what_to_do_and_the_next_event_is_answered()
    {
        using var function = new FunctionOnLambda(native);
        function.Aws.Always("PUT /*", FakeAnswer.Error(403, "AccessDenied", "Access Denied"));
        function.Start();
        var refused = (await function.InvokeAsync("""{"audit":{}}""")).Error!;
        Assert.Equal("RunCannotGoOnException", refused.Type);
        Assert.Contains("s3:PutObject", refused.Message, StringComparison.Ordinal);
        var wrong = (await function.InvokeAsync("""{"audit":{"accounts":"all"}}""")).Error!;
        Assert.Equal("InvalidRequestException", wrong.Type);
        Assert.StartsWith("`audit.accounts`", wrong.Message, StringComparison.Ordinal);
        Assert.Equal("allowed", DecisionOf(await function.InvokeAsync(Simulate)));
    }

    [Fact]
    public async Task An_answer_of_more_than_6_mb_is_kept_in_the_bucket_and_its_place_answered()
    {
        using var function = new FunctionOnLambda(native).Start();
        var many = string.Join(',', Enumerable.Range(0, 30_000).Select(number => $"\"arn:aws:s3:::bucket-{number}\""));
        var policy = """[{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}]""";
        var result = await function.InvokeAsync(
            $$"""{"simulate":{"PolicyInputList":{{policy}},"ActionNames":["s3:GetObject","s3:PutObject"],"ResourceArns":[{{many}}] } }""");
        var key = $"answers/{result.RequestId}.json";
        Assert.Equal($"s3://{FakeBucket.Name}/{key}", result.Json.GetProperty("answerUri").GetString());
        Assert.InRange(function.Bucket.Read(key).Length, 6_000_000, int.MaxValue);
        var results = JsonDocument.Parse(function.Bucket.Read(key)).RootElement.GetProperty("EvaluationResults").EnumerateArray();
        Assert.Equal([30_000, 30_000], results.Select(action => action.GetProperty("ResourceSpecificResults").GetArrayLength()));
    }

    [Fact]
    public async Task Two_events_after_one_another_are_one_process_and_each_line_of_the_log_has_its_request_id()
    {
        using var function = new FunctionOnLambda(native).Start();
        var process = function.Lambda.Process!.Id;
        var first = await function.InvokeAsync("""{"heartbeat":{}}""");
        var second = await function.InvokeAsync("""{"audit":{}}""");
        Assert.Equal(process, function.Lambda.Process.Id);
        Assert.NotEqual(first.RequestId, second.RequestId);
        Assert.All((InvocationResult[])[first, second], result =>
        {
            Assert.NotEmpty(result.Log);
            Assert.All(result.Log, line => Assert.Equal(result.RequestId, RequestIdOf(line)));
        });
    }

    private static string? RequestIdOf(string line) => JsonDocument.Parse(line).RootElement.GetProperty("requestId").GetString();

    private static string? DecisionOf(InvocationResult result) =>
        result.Json.GetProperty("EvaluationResults")[0].GetProperty("EvalDecision").GetString();
}
