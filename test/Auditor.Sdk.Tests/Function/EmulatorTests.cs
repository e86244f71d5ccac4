using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Core;
using Amazon.Lambda.Model;
using Amazon.Lambda.RuntimeSupport;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Function;

/// <summary>The emulator that the function's tests rely on, with a bootstrap in this process as the function.</summary>
[Collection(nameof(OneProcess))]
public sealed class EmulatorTests : FunctionRig
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly LambdaEmulator lambda = new();

    public EmulatorTests() => Set("AWS_LAMBDA_RUNTIME_API", lambda.RuntimeApi);

    [Fact]
    public async Task Events_are_answered_in_their_order_and_each_has_its_own_request_id() => await ServeAsync(Echo, async () =>
    {
        var results = await Task.WhenAll(lambda.InvokeAsync("1"), lambda.InvokeAsync("2"));
        Assert.Equal(["1", "2"], results.Select(result => result.Payload));
        Assert.Equal(2, results.Select(result => result.RequestId).Distinct().Count());
        Assert.Equal(lambda.Results, results);
    });

    [Fact]
    public async Task A_retry_has_the_request_id_of_the_first_attempt() => await ServeAsync(
        (_, context) => Task.FromResult(context.AwsRequestId),
        async () =>
        {
            var first = await lambda.InvokeAsync("1");
            Assert.Equal(first.RequestId, (await lambda.RetryAsync(first)).Payload);
        });

    [Fact]
    public async Task An_error_has_its_type_and_its_message() => await ServeAsync(
        (input, _) => input == "1" ? throw new InvalidOperationException("not 1") : Task.FromResult(input),
        async () =>
        {
            var failed = await lambda.InvokeAsync("1");
            Assert.Equal((null, "InvalidOperationException", "not 1"), (failed.Payload, failed.Error!.Type, failed.Error.Message));
            Assert.Equal("2", (await lambda.InvokeAsync("2")).Payload);
        });

    [Fact]
    public async Task The_largest_answer_is_taken_and_one_byte_more_is_not() => await ServeAsync(
        (input, _) => Task.FromResult(new string('a', int.Parse(input, System.Globalization.CultureInfo.InvariantCulture))),
        async () =>
        {
            Assert.Equal(6_291_556, (await lambda.InvokeAsync("6291556")).Payload!.Length);
            Assert.Equal("Function.ResponseSizeTooLarge", (await lambda.InvokeAsync("6291557")).Error!.Type);
            Assert.Equal("a", (await lambda.InvokeAsync("1")).Payload);
        });

    [Fact]
    public async Task The_deadline_is_the_one_that_was_given_and_it_is_enforced()
    {
        var never = new TaskCompletionSource<string>();
        var remaining = TimeSpan.Zero;
        Task<string> Stay(string input, ILambdaContext context)
        {
            remaining = context.RemainingTime;
            return input == "stay" ? never.Task : Task.FromResult(input);
        }
        await ServeAsync(Stay, async () =>
        {
            await lambda.InvokeAsync("1", TimeSpan.FromSeconds(30));
            Assert.InRange(remaining, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
            var late = await lambda.InvokeAsync("stay", TimeSpan.FromMilliseconds(50));
            Assert.Equal("Sandbox.Timedout", late.Error!.Type);
            Assert.EndsWith("Task timed out after 0.05 seconds", late.Error.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_function_can_invoke_itself()
    {
        using var client = Client();
        async Task<string> CountDown(string input, ILambdaContext context)
        {
            if (input == "0")
                return "0";
            var rest = (input[0] - '1').ToString(System.Globalization.CultureInfo.InvariantCulture);
            var answer = await client.InvokeAsync(Request(context.InvokedFunctionArn, InvocationType.Event, rest));
            Assert.Equal((202, 0L), (answer.StatusCode, answer.Payload!.Length));
            return input;
        }
        await ServeAsync(CountDown, async () =>
        {
            await lambda.InvokeAsync("2");
            await lambda.IdleAsync(Patience);
            Assert.Equal(["2", "1", "0"], lambda.Results.Select(result => result.Payload));
        });
    }

    [Fact]
    public async Task Whoever_invokes_and_waits_gets_the_answer_or_the_error() => await ServeAsync(
        (input, _) => input == "bad" ? throw new InvalidOperationException("no") : Task.FromResult(input),
        async () =>
        {
            using var client = Client();
            var answer = await client.InvokeAsync(Request("auditor", InvocationType.RequestResponse, "1"));
            Assert.Equal((200, null, "1"), (answer.StatusCode, answer.FunctionError, Encoding.UTF8.GetString(answer.Payload!.ToArray())));
            Assert.Equal("Unhandled", (await client.InvokeAsync(Request("auditor", InvocationType.RequestResponse, "bad"))).FunctionError);
            await Assert.ThrowsAsync<ResourceNotFoundException>(() => client.InvokeAsync(Request("other", InvocationType.Event, "1")));
            var large = new string('1', 1_048_577);
            await Assert.ThrowsAsync<RequestTooLargeException>(() => client.InvokeAsync(Request("auditor", InvocationType.Event, large)));
        });

    private AmazonLambdaClient Client() => new(
        Clients.Credentials, new AmazonLambdaConfig { ServiceURL = lambda.Url, AuthenticationRegion = "eu-west-1", MaxErrorRetry = 0 });

    private static InvokeRequest Request(string function, InvocationType type, string payload) =>
        new() { FunctionName = function, InvocationType = type, Payload = payload };

    private static Task<string> Echo(string input, ILambdaContext context) => Task.FromResult(input);

    /// <summary>Runs the handler as the function for as long as the test takes.</summary>
    private async Task ServeAsync(Func<string, ILambdaContext, Task<string>> handler, Func<Task> test)
    {
        using var bootstrap = LambdaBootstrapBuilder.Create(async (input, context) =>
        {
            using var reader = new StreamReader(input);
            return new MemoryStream(Encoding.UTF8.GetBytes(await handler(await reader.ReadToEndAsync(), context)));
        }).Build();
        _ = bootstrap.RunAsync(Stop.Token);
        try
        {
            await test().WaitAsync(Patience);
        }
        finally
        {
            await Stop.CancelAsync();
            lambda.Dispose();
        }
    }
}
