using System.Text.Json;

namespace Auditor.Function.Tests.Native;

/// <summary>A function that is wrongly set up says so at its start.</summary>
public sealed class StartTests(NativeFunction native)
{
    [Theory]
    [InlineData("AUDITOR_BUCKET", "")]
    [InlineData("AUDITOR_TOPIC_ARN", "my-topic")]
    [InlineData("AUDITOR_SIMULATOR", "all")]
    [InlineData("AUDITOR_SAMPLE", "0")]
    [InlineData("AUDITOR_LAST_ACCESSED", "yes")]
    public async Task A_setting_that_is_missing_or_wrong_is_an_initialization_error_that_names_it(string variable, string value)
    {
        using var function = new FunctionOnLambda(native).Start((variable, value));
        var process = function.Lambda.Process!;
        await process.Exited.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(1, process.ExitCode);
        Assert.Equal("RunCannotGoOnException", function.Lambda.InitializationError!.Type);
        Assert.Contains(variable, function.Lambda.InitializationError.Message, StringComparison.Ordinal);
        var line = Assert.Single(function.Lambda.Output);
        Assert.Contains(variable, JsonDocument.Parse(line).RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Lambda starts it again for every event, and it says the same again.</summary>
    [Fact]
    public async Task Whoever_invokes_a_function_that_cannot_start_gets_its_reason()
    {
        using var function = new FunctionOnLambda(native).Start(("AUDITOR_BUCKET", ""));
        for (var attempt = 0; attempt < 2; attempt++)
        {
            var result = await function.InvokeAsync("""{"heartbeat":{}}""").WaitAsync(TimeSpan.FromSeconds(20));
            Assert.Contains("AUDITOR_BUCKET", result.Error!.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Outside_lambda_it_says_where_it_runs()
    {
        var start = new System.Diagnostics.ProcessStartInfo(native.Program) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment.Clear();
        using var process = System.Diagnostics.Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
        Assert.Contains("AWS_LAMBDA_RUNTIME_API", error, StringComparison.Ordinal);
    }
}
