using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Auditor.Sdk.Tests.Function;

public sealed record Question(string Name);

public sealed record Reply(string Text, string? Nothing);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class Payloads : JsonSerializerContext;

/// <summary>A function's loop against a planned Runtime API.</summary>
[Collection(nameof(OneProcess))]
public sealed class BootstrapTests : FunctionRig
{
    [Fact]
    public async Task An_event_reaches_the_handler_and_its_answer_the_runtime()
    {
        Aws.On(Next, Event("""{"Name":"Ann"}"""));
        Question? asked = null;
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, context) =>
            {
                asked = question;
                Assert.Equal(("req-1", "auditor", "7"), (context.AwsRequestId, context.FunctionName, context.FunctionVersion));
                Assert.Equal(512, context.MemoryLimitInMB);
                Assert.Equal(("/aws/lambda/auditor", "stream"), (context.LogGroupName, context.LogStreamName));
                Assert.Equal("arn:aws:lambda:eu-west-1:111122223333:function:auditor", context.InvokedFunctionArn);
                Assert.InRange(context.RemainingTime, TimeSpan.FromMinutes(1), TimeSpan.MaxValue);
                Assert.StartsWith("Root=1-", Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), StringComparison.Ordinal);
                return Task.FromResult(new Reply("hello " + question.Name, null));
            },
            new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        Assert.Equal(new Question("Ann"), asked);
        Assert.Equal("""{"Text":"hello Ann"}""", Aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task An_exception_of_the_handler_is_reported_and_the_loop_goes_on()
    {
        Aws.On(Next, Event("""{"Name":"Ann"}"""), Event("""{"Name":"Bob"}"""));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, _) => question.Name == "Ann"
                ? throw new InvalidOperationException("not Ann", new TimeoutException("too late"))
                : Task.FromResult(new Reply("ok", null)),
            new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        var error = Assert.Single(Aws.Calls(Error));
        Assert.Equal("InvalidOperationException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("not Ann", error.Json.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Equal("TimeoutException", error.Json.GetProperty("cause").GetProperty("errorType").GetString());
        Assert.Single(Aws.Calls(Response));
        Assert.Contains("not Ann", Log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_an_error_of_its_invocation()
    {
        Aws.On(Next, Event("no json"));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (_, _) => throw new NotSupportedException("never called"), new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        Assert.Equal("JsonSerializerException", Assert.Single(Aws.Calls(Error)).Json.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Naming_is_set_with_the_customizer()
    {
        Aws.On(Next, Event("""{"name":"Ann"}"""));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, _) => Task.FromResult(new Reply(question.Name, null)),
            new SourceGeneratorLambdaJsonSerializer<Payloads>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase)));
        Assert.Equal("""{"text":"Ann"}""", Aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task A_handler_may_read_and_write_the_payloads_itself()
    {
        Aws.On(Next, Event("plain"));
        await RunAsync(LambdaBootstrapBuilder.Create(async (input, _) =>
        {
            using var reader = new StreamReader(input);
            return new MemoryStream(Encoding.UTF8.GetBytes("\"" + await reader.ReadToEndAsync() + "\""));
        }));
        Assert.Equal("\"plain\"", Aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task The_text_log_has_time_request_level_and_message_and_leaves_out_what_is_below_the_level()
    {
        Set("AWS_LAMBDA_LOG_LEVEL", "WARN");
        await LogAsync();
        var line = Assert.Single(Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z\treq-1\twarn\tlook here$", line);
    }

    [Fact]
    public async Task The_json_log_is_one_object_a_line()
    {
        Set("AWS_LAMBDA_LOG_FORMAT", "JSON");
        await LogAsync();
        var lines = Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["Information/just so", "Warning/look here"], lines.Select(line =>
        {
            var entry = JsonDocument.Parse(line).RootElement;
            Assert.Equal("req-1", entry.GetProperty("requestId").GetString());
            return $"{entry.GetProperty("level").GetString()}/{entry.GetProperty("message").GetString()}";
        }));
    }

    [Fact]
    public async Task Every_level_has_its_name()
    {
        Set("AWS_LAMBDA_LOG_FORMAT", "JSON");
        Set("AWS_LAMBDA_LOG_LEVEL", "TRACE");
        Aws.On(Next, Event("{}"));
        await RunAsync(LambdaBootstrapBuilder.Create((input, context) =>
        {
            context.Logger.LogTrace("1");
            context.Logger.LogDebug("2");
            context.Logger.Log("3");
            context.Logger.LogLine("4");
            context.Logger.Log("warning", "5");
            context.Logger.LogError("6");
            context.Logger.LogCritical("7");
            return Task.FromResult(input);
        }));
        Assert.Equal(
            ["Trace 1", "Debug 2", "Information 3", "Information 4", "Warning 5", "Error 6", "Critical 7"],
            Log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
            {
                var entry = JsonDocument.Parse(line).RootElement;
                return $"{entry.GetProperty("level").GetString()} {entry.GetProperty("message").GetString()}";
            }));
    }

    private async Task LogAsync()
    {
        Aws.On(Next, Event("{}"));
        await RunAsync(LambdaBootstrapBuilder.Create((_, context) =>
        {
            context.Logger.LogDebug("not to be seen");
            context.Logger.LogInformation("just so");
            context.Logger.LogWarning("look here");
            return Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));
        }));
    }

    [Fact]
    public async Task A_handler_without_an_answer_gives_an_empty_one()
    {
        Aws.On(Next, Event("""{"Name":"Ann"}"""));
        await RunAsync(LambdaBootstrapBuilder.Create<Question>(
            (_, _) => Task.CompletedTask, new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        Assert.Empty(Aws.Calls(Response)[0].Body);
    }

    [Fact]
    public async Task The_client_may_be_the_callers_own()
    {
        Aws.On(Next, Event("1"));
        using var client = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("X-Mine", "yes");
        await RunAsync(LambdaBootstrapBuilder.Create((input, _) => Task.FromResult(input)).UseHttpClient(client));
        Assert.Equal("yes", Aws.Calls(Response)[0].Headers["X-Mine"]);
    }
}
