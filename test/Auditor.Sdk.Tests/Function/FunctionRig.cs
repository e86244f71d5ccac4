using Amazon.Lambda.RuntimeSupport;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Function;

/// <summary>The environment and standard output belong to the whole process: these tests run one after another.</summary>
[CollectionDefinition(nameof(OneProcess), DisableParallelization = true)]
public sealed class OneProcess;

/// <summary>A process as Lambda starts it, and a Runtime API whose answers the test plans.</summary>
public abstract class FunctionRig : IDisposable
{
    protected const string Next = "GET /2018-06-01/runtime/invocation/next";
    protected const string Response = "POST /2018-06-01/runtime/invocation/req-1/response";
    protected const string Error = "POST /2018-06-01/runtime/invocation/req-1/error";
    protected const string InitializationError = "POST /2018-06-01/runtime/init/error";

    private readonly TextWriter console = Console.Out;
    private readonly Dictionary<string, string> variables = new(StringComparer.Ordinal);

    protected FunctionRig()
    {
        Set("AWS_LAMBDA_RUNTIME_API", Aws.Url["http://".Length..]);
        Set("AWS_LAMBDA_FUNCTION_NAME", "auditor");
        Set("AWS_LAMBDA_FUNCTION_VERSION", "7");
        Set("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        Set("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/auditor");
        Set("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        Set("_X_AMZN_TRACE_ID", "");
        Console.SetOut(Log);
    }

    protected FakeAws Aws { get; } = new();

    protected StringWriter Log { get; } = new();

    protected CancellationTokenSource Stop { get; } = new();

    public void Dispose()
    {
        Console.SetOut(console);
        foreach (var name in variables.Keys)
            Environment.SetEnvironmentVariable(name, null);
        Stop.Dispose();
        Log.Dispose();
        Aws.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Sets a variable of the environment until the test is over.</summary>
    protected void Set(string name, string value)
    {
        variables[name] = value;
        Environment.SetEnvironmentVariable(name, value);
    }

    /// <summary>Runs until every planned event is answered; waiting for one more ends the loop.</summary>
    protected async Task RunAsync(LambdaBootstrapBuilder builder)
    {
        var never = new TaskCompletionSource();
        Aws.Always(Response, Accepted()).Always(Error, Accepted());
        Aws.Always(Next, _ =>
        {
            Stop.Cancel();
            return FakeAnswer.Ok("").HeldUntil(never.Task);
        });
        using var bootstrap = builder.Build();
        await bootstrap.RunAsync(Stop.Token);
    }

    /// <summary>The answer of the Runtime API. The official client fails on an empty body.</summary>
    protected static FakeAnswer Accepted() => FakeAnswer.Raw(202, "application/json", """{"status":"OK"}""");

    protected static FakeAnswer Event(string payload) => FakeAnswer.Ok(payload)
        .With("Lambda-Runtime-Aws-Request-Id", "req-1")
        .With("Lambda-Runtime-Deadline-Ms", "4102444800000")
        .With("Lambda-Runtime-Trace-Id", "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0")
        .With("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:111122223333:function:auditor");
}
