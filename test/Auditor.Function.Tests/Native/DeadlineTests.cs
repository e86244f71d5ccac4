using Auditor.Testing;

namespace Auditor.Function.Tests.Native;

/// <summary>What happens when time runs out, or the process ends in the middle.</summary>
public sealed class DeadlineTests(NativeFunction native)
{
    private const string Schedule = """{"schedule":{"time":"2026-11-25T06:00:00Z"}}""";
    // Saving and reporting take milliseconds, and seconds where every test project runs at once: the margin is for the second.
    private const string MarginForASlowMachine = "12";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Before_the_deadline_the_run_is_saved_and_goes_on_in_another_invocation_of_the_function()
    {
        using var function = new FunctionOnLambda(native, new LambdaFunction { Timeout = TimeSpan.FromSeconds(30) });
        var never = new TaskCompletionSource();
        // The member's roles cannot be read in the first invocation; from the second on they can.
        function.Aws.Always("GetAccountAuthorizationDetails", request =>
            request.AccessKeyId.StartsWith("ASIA", StringComparison.Ordinal) && function.Lambda.Results.Count == 0
                ? FakeAnswer.Ok("").HeldUntil(never.Task)
                : null);
        function.Start(("AUDITOR_DEADLINE_MARGIN", MarginForASlowMachine));
        var first = await function.InvokeAsync(Schedule, TimeSpan.FromSeconds(14));
        Assert.Equal("continuing", first.Json.GetProperty("status").GetString());
        await function.Lambda.IdleAsync(Patience);
        var second = Assert.Single(function.Lambda.Results, result => result.RequestId != first.RequestId);
        Assert.Contains("\"part\":2", second.Event, StringComparison.Ordinal);
        Assert.Equal(2, second.Json.GetProperty("accountsRead").GetInt32());
        Assert.Equal("published", second.Json.GetProperty("publication").GetString());
        Assert.Single(function.Aws.Calls("Publish"));
    }

    [Fact]
    public async Task How_often_a_run_goes_on_is_bounded()
    {
        using var function = new FunctionOnLambda(native, new LambdaFunction { Timeout = TimeSpan.FromSeconds(14) });
        var never = new TaskCompletionSource();
        function.Aws.Always("GetAccountAuthorizationDetails", request =>
            request.AccessKeyId.StartsWith("ASIA", StringComparison.Ordinal) ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        function.Start(("AUDITOR_DEADLINE_MARGIN", MarginForASlowMachine), ("AUDITOR_MAX_CONTINUATIONS", "1"));
        await function.InvokeAsync(Schedule);
        await function.Lambda.IdleAsync(Patience);
        var last = function.Lambda.Results[^1];
        Assert.Equal(2, function.Lambda.Results.Count);
        Assert.Equal((2, 1), (last.Json.GetProperty("accountsExpected").GetInt32(), last.Json.GetProperty("accountsRead").GetInt32()));
        Assert.InRange(last.Json.GetProperty("gaps").GetInt32(), 1, int.MaxValue);
        Assert.NotEmpty(last.Json.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task An_invocation_that_lambda_ends_is_finished_by_the_next_one_with_one_message_only()
    {
        using var function = new FunctionOnLambda(native);
        var never = new TaskCompletionSource();
        // The run is begun, and taking its turn has no end: nothing that the function could give up in time.
        function.Aws.Always(
            $"PUT /{FakeBucket.Name}/state/lock.json",
            _ => function.Lambda.Results.Count == 0 ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        function.Start();
        var process = function.Lambda.Process;
        var ended = await function.InvokeAsync(Schedule, TimeSpan.FromSeconds(1));
        Assert.Equal("Sandbox.Timedout", ended.Error!.Type);
        Assert.True(process!.HasExited);
        var retry = await function.Lambda.RetryAsync(ended, TimeSpan.FromMinutes(5)).WaitAsync(Patience);
        Assert.Equal(ended.RequestId, retry.RequestId);
        Assert.Equal("published", retry.Json.GetProperty("publication").GetString());
        var again = await function.Lambda.RetryAsync(ended).WaitAsync(Patience);
        Assert.Equal(retry.Json.GetProperty("messageId").GetString(), again.Json.GetProperty("messageId").GetString());
        Assert.Single(function.Aws.Calls("Publish"));
    }

    [Fact]
    public async Task A_process_that_is_killed_is_an_error_of_its_invocation_and_another_one_is_started()
    {
        using var function = new FunctionOnLambda(native);
        var never = new TaskCompletionSource();
        var asked = new TaskCompletionSource();
        function.Aws.Always("DescribeOrganization", _ => asked.TrySetResult() ? FakeAnswer.Ok("").HeldUntil(never.Task) : null);
        function.Start();
        var running = function.InvokeAsync("""{"audit":{"runId":"month-end"}}""");
        await asked.Task.WaitAsync(Patience);
        function.Lambda.Process!.Kill();
        var killed = await running.WaitAsync(Patience);
        Assert.Equal("Runtime.ExitError", killed.Error!.Type);
        Assert.EndsWith("signal: killed", killed.Error.Message, StringComparison.Ordinal);
        var next = await function.InvokeAsync(killed.Event).WaitAsync(Patience);
        Assert.Equal("month-end", next.Json.GetProperty("runId").GetString());
    }
}
