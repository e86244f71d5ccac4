using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Function;

public sealed record Question(string Name);

public sealed record Reply(string Text, string? Nothing);

[JsonSerializable(typeof(Question))]
[JsonSerializable(typeof(Reply))]
internal sealed partial class Payloads : JsonSerializerContext;

/// <summary>A function's loop against an emulated Runtime API. One class: the environment and standard output belong to the whole process.</summary>
public sealed class BootstrapTests : IDisposable
{
    private const string Next = "GET /2018-06-01/runtime/invocation/next";
    private const string Response = "POST /2018-06-01/runtime/invocation/req-1/response";
    private const string Error = "POST /2018-06-01/runtime/invocation/req-1/error";

    private static readonly string[] Variables =
    [
        "AWS_LAMBDA_RUNTIME_API", "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_FUNCTION_VERSION", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_LOG_GROUP_NAME", "AWS_LAMBDA_LOG_STREAM_NAME", "AWS_LAMBDA_LOG_FORMAT", "AWS_LAMBDA_LOG_LEVEL", "_X_AMZN_TRACE_ID",
    ];

    private readonly FakeAws _aws = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly StringWriter _log = new();
    private readonly TextWriter _console = Console.Out;

    public BootstrapTests()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", _aws.Url["http://".Length..]);
        Environment.SetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME", "auditor");
        Environment.SetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION", "7");
        Environment.SetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        Console.SetOut(_log);
    }

    public void Dispose()
    {
        Console.SetOut(_console);
        foreach (var name in Variables)
            Environment.SetEnvironmentVariable(name, null);
        _stop.Dispose();
        _log.Dispose();
        _aws.Dispose();
    }

    [Fact]
    public async Task An_event_reaches_the_handler_and_its_answer_the_runtime()
    {
        _aws.On(Next, Event("""{"Name":"Ann"}"""));
        Question? asked = null;
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, context) =>
            {
                asked = question;
                Assert.Equal(("req-1", "auditor", "7", 512), (context.AwsRequestId, context.FunctionName, context.FunctionVersion, context.MemoryLimitInMB));
                Assert.Equal("arn:aws:lambda:eu-west-1:111122223333:function:auditor", context.InvokedFunctionArn);
                Assert.InRange(context.RemainingTime, TimeSpan.FromMinutes(1), TimeSpan.MaxValue);
                Assert.StartsWith("Root=1-", Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"), StringComparison.Ordinal);
                return Task.FromResult(new Reply("hello " + question.Name, null));
            },
            new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        Assert.Equal(new Question("Ann"), asked);
        Assert.Equal("""{"Text":"hello Ann"}""", _aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task An_exception_of_the_handler_is_reported_and_the_loop_goes_on()
    {
        _aws.On(Next, Event("""{"Name":"Ann"}"""), Event("""{"Name":"Bob"}"""));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, _) => question.Name == "Ann" ? throw new InvalidOperationException("not Ann") : Task.FromResult(new Reply("ok", null)),
            new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        var error = Assert.Single(_aws.Calls(Error));
        Assert.Equal("InvalidOperationException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("not Ann", error.Json.GetProperty("errorMessage").GetString());
        Assert.Equal("InvalidOperationException", error.Json.GetProperty("errorType").GetString());
        Assert.Single(_aws.Calls(Response));
        Assert.Contains("not Ann", _log.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_an_error_of_its_invocation()
    {
        _aws.On(Next, Event("no json"));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>((_, _) => throw new NotSupportedException("never called"), new SourceGeneratorLambdaJsonSerializer<Payloads>()));
        Assert.Equal("JsonSerializerException", Assert.Single(_aws.Calls(Error)).Json.GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Naming_is_set_with_the_customizer()
    {
        _aws.On(Next, Event("""{"name":"Ann"}"""));
        await RunAsync(LambdaBootstrapBuilder.Create<Question, Reply>(
            (question, _) => Task.FromResult(new Reply(question.Name, null)),
            new SourceGeneratorLambdaJsonSerializer<Payloads>(options => options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase)));
        Assert.Equal("""{"text":"Ann"}""", _aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task A_handler_may_read_and_write_the_payloads_itself()
    {
        _aws.On(Next, Event("plain"));
        await RunAsync(LambdaBootstrapBuilder.Create(async (input, _) =>
        {
            using var reader = new StreamReader(input);
            return new MemoryStream(Encoding.UTF8.GetBytes("\"" + await reader.ReadToEndAsync() + "\""));
        }));
        Assert.Equal("\"plain\"", _aws.Calls(Response)[0].Text);
    }

    [Fact]
    public async Task The_text_log_has_time_request_level_and_message_and_leaves_out_what_is_below_the_level()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_LEVEL", "WARN");
        await LogAsync();
        var line = Assert.Single(_log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        Assert.Matches("^[0-9-]{10}T[0-9:.]{12}Z\treq-1\twarn\tlook here$", line);
    }

    [Fact]
    public async Task The_json_log_is_one_object_a_line()
    {
        Environment.SetEnvironmentVariable("AWS_LAMBDA_LOG_FORMAT", "JSON");
        await LogAsync();
        var lines = _log.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["Information/just so", "Warning/look here"], lines.Select(line =>
        {
            var entry = JsonDocument.Parse(line).RootElement;
            Assert.Equal("req-1", entry.GetProperty("requestId").GetString());
            return $"{entry.GetProperty("level").GetString()}/{entry.GetProperty("message").GetString()}";
        }));
    }

    private async Task LogAsync()
    {
        _aws.On(Next, Event("{}"));
        await RunAsync(LambdaBootstrapBuilder.Create((_, context) =>
        {
            context.Logger.LogDebug("not to be seen");
            context.Logger.LogInformation("just so");
            context.Logger.LogWarning("look here");
            return Task.FromResult<Stream>(new MemoryStream("{}"u8.ToArray()));
        }));
    }

    /// <summary>Runs until every planned event is answered; waiting for one more ends the loop.</summary>
    private async Task RunAsync(LambdaBootstrapBuilder builder)
    {
        var never = new TaskCompletionSource();
        _aws.Always(Response, Accepted()).Always(Error, Accepted());
        _aws.Always(Next, _ =>
        {
            _stop.Cancel();
            return FakeAnswer.Ok("").HeldUntil(never.Task);
        });
        using var bootstrap = builder.Build();
        await bootstrap.RunAsync(_stop.Token);
    }

    // The official client fails on an empty body.
    private static FakeAnswer Accepted() => FakeAnswer.Raw(202, "application/json", """{"status":"OK"}""");

    private static FakeAnswer Event(string payload) => FakeAnswer.Ok(payload)
        .With("Lambda-Runtime-Aws-Request-Id", "req-1")
        .With("Lambda-Runtime-Deadline-Ms", "4102444800000")
        .With("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")
        .With("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:111122223333:function:auditor");
}
