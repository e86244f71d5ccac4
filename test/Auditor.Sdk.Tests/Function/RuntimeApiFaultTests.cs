using Amazon.Lambda.RuntimeSupport;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.Function;

/// <summary>A Runtime API that refuses, breaks or says odd things.</summary>
[Collection(nameof(OneProcess))]
public sealed class RuntimeApiFaultTests : FunctionRig
{
    private static readonly FakeAnswer Broken = FakeAnswer.Raw(500, "application/json", """{"errorMessage":"container error"}""");

    [Fact]
    public async Task A_broken_runtime_api_ends_the_loop_when_it_is_asked_for_an_event()
    {
        Aws.On(Next, Broken);
        await AssertEndsAsync();
        Assert.Single(Aws.Requests);
    }

    [Fact]
    public async Task A_broken_runtime_api_ends_the_loop_when_it_is_given_an_answer()
    {
        Aws.On(Next, Event("1")).On(Response, Broken);
        await AssertEndsAsync();
        Assert.Equal(2, Aws.Requests.Count);
    }

    [Fact]
    public async Task An_event_without_a_request_id_ends_the_loop()
    {
        Aws.On(Next, FakeAnswer.Ok("1"));
        await AssertEndsAsync();
    }

    /// <summary>It is over at once: to work on without an end would be killed in the middle.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("1e3")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public async Task A_deadline_that_cannot_be_read_is_long_past(string milliseconds)
    {
        Aws.On(Next, Event("1").With("Lambda-Runtime-Deadline-Ms", milliseconds));
        var remaining = TimeSpan.MaxValue;
        await RunAsync(LambdaBootstrapBuilder.Create((input, context) =>
        {
            remaining = context.RemainingTime;
            return Task.FromResult(input);
        }));
        Assert.InRange(remaining, TimeSpan.MinValue, TimeSpan.Zero);
        Assert.Single(Aws.Calls(Response));
    }

    /// <summary>Lambda ends such an invocation itself and refuses (403) what the function says about it afterwards.</summary>
    [Theory]
    [InlineData(202)]
    [InlineData(400)]
    [InlineData(403)]
    public async Task An_answer_that_is_too_large_is_an_error_of_its_invocation_and_the_loop_goes_on(int status)
    {
        Aws.On(Next, Event("1"), Event("2"));
        Aws.On(Response, FakeAnswer.Raw(413, "application/json", """{"errorMessage":"Exceeded maximum allowed payload size"}"""));
        Aws.On(Error, FakeAnswer.Raw(status, "application/json", """{"status":"OK"}"""));
        await RunAsync(Echo);
        var error = Assert.Single(Aws.Calls(Error));
        Assert.Contains("larger than Lambda takes", error.Json.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Contains("larger than Lambda takes", Log.ToString(), StringComparison.Ordinal);
        Assert.Equal(["1", "2"], Aws.Calls(Response).Select(call => call.Text));
    }

    [Fact]
    public void Without_lambda_the_program_says_where_it_runs()
    {
        Set("AWS_LAMBDA_RUNTIME_API", "");
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", Assert.Throws<InvalidOperationException>(Echo.Build).Message, StringComparison.Ordinal);
    }

    private static LambdaBootstrapBuilder Echo => LambdaBootstrapBuilder.Create((input, _) => Task.FromResult(input));

    private async Task AssertEndsAsync()
    {
        using var bootstrap = Echo.Build();
        await Assert.ThrowsAsync<HttpRequestException>(() => bootstrap.RunAsync(Stop.Token));
    }
}
