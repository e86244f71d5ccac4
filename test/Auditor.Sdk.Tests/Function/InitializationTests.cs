using Amazon.Lambda.RuntimeSupport;

namespace Auditor.Sdk.Tests.Function;

/// <summary>What a function does before its first event.</summary>
[Collection(nameof(OneProcess))]
public sealed class InitializationTests : FunctionRig
{
    [Fact]
    public async Task An_initializer_runs_once_and_before_the_first_event()
    {
        var initialized = new List<int>();
        Aws.On(Next, Event("1"), Event("2"));
        await RunAsync(Echo.UseBootstrapHandler(() =>
        {
            initialized.Add(Aws.Requests.Count);
            return Task.FromResult(true);
        }));
        Assert.Equal([0], initialized);
        Assert.Equal(["1", "2"], Aws.Calls(Response).Select(call => call.Text));
    }

    [Fact]
    public async Task An_exception_of_the_initializer_is_reported_and_thrown_and_no_event_is_taken()
    {
        Aws.On(InitializationError, Accepted());
        using var bootstrap = Echo.UseBootstrapHandler(() => throw new InvalidOperationException("no bucket is configured")).Build();
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(Stop.Token));
        Assert.Equal("no bucket is configured", error.Message);
        var reported = Assert.Single(Aws.Requests);
        Assert.Equal("application/vnd.aws.lambda.error+json", reported.Headers["Content-Type"]);
        Assert.Equal("InvalidOperationException", reported.Json.GetProperty("errorType").GetString());
        Assert.Equal("no bucket is configured", reported.Json.GetProperty("errorMessage").GetString());
        Assert.NotEmpty(reported.Json.GetProperty("stackTrace").EnumerateArray());
    }

    [Fact]
    public async Task An_initializer_that_says_no_ends_the_function_without_an_error()
    {
        using var bootstrap = Echo.UseBootstrapHandler(() => Task.FromResult(false)).Build();
        await bootstrap.RunAsync(Stop.Token);
        Assert.Empty(Aws.Requests);
    }

    private static LambdaBootstrapBuilder Echo => LambdaBootstrapBuilder.Create((input, _) => Task.FromResult(input));
}
