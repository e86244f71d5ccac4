using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Aws.Tests;
using Auditor.Deployment.Tests.Templates;
using Auditor.Testing;

namespace Auditor.Function.Tests.Distributed;

/// <summary>
/// Runs the template's own state machine: moto interprets the definition, this hands its calls on to moto, S3's among them, and answers
/// those of Lambda with a function of the test. Items come in parallel, and so do calls of the function.
/// </summary>
/// <remarks>
/// What moto 5.2.1 does not do as AWS does: it waits a retry's seconds for real (so they are shortened to one), counts a retry's attempts
/// through all visits of a state, writes a manifest without results, does not enforce a tolerated failure, and knows no second
/// execution in one account and Region (so each has a Region of its own; buckets are the same everywhere).
/// </remarks>
internal sealed partial class StepFunctionsOnMoto : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private static readonly string[] Regions =
    [
        "us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-central-1", "eu-north-1", "eu-west-1", "eu-west-2", "eu-west-3",
        "ap-northeast-1", "ap-northeast-2", "ap-south-1", "ap-southeast-1", "ap-southeast-2", "ca-central-1", "sa-east-1",
    ];

    private readonly HttpClient http = new();
    private readonly Func<JsonElement, Task<FunctionAnswer>> function;
    private readonly FakeServer proxy;
    private int lastExecution = -1;

    private StepFunctionsOnMoto(Func<JsonElement, Task<FunctionAnswer>> function)
    {
        this.function = function;
        proxy = new FakeServer(AnswerAsync);
        Moto = new MotoServer(int.Parse(proxy.Host.Split(':')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The server behind it, for buckets and whatever else the function talks to.</summary>
    public MotoServer Moto { get; }

    /// <summary>Starts it. Skips the test, with the reason, where there is no moto_server.</summary>
    /// <param name="function">Is called with the payload of each invocation, of several at the same time.</param>
    public static async Task<StepFunctionsOnMoto> StartAsync(Func<JsonElement, Task<FunctionAnswer>> function)
    {
        var states = new StepFunctionsOnMoto(function);
        try
        {
            await states.Moto.InitializeAsync();
            using var settings = new StringContent("""{"stepfunctions":{"execute_state_machine":true}}""");
            settings.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var answer = await states.http.PostAsync(new Uri(states.Moto.Endpoint + "/moto-api/config"), settings);
            answer.EnsureSuccessStatusCode();
            return states;
        }
        catch
        {
            await states.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts an execution and waits for its end.</summary>
    /// <param name="definition">The definition, with the bucket's name in it.</param>
    /// <param name="input">The execution's input, in JSON.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="name">The execution's name.</param>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public async Task<EndedExecution> RunAsync(MachineDefinition definition, string input, TimeSpan patience, string name = "execution")
    {
        var region = Regions[Interlocked.Increment(ref lastExecution)];
        var machine = await CallAsync(region, "CreateStateMachine", new JsonObject
        {
            ["name"] = "auditor",
            ["definition"] = Seconds().Replace(definition.Text, "\"IntervalSeconds\": 1"),
            ["roleArn"] = $"arn:aws:iam::{MotoServer.DefaultAccount}:role/machine",
        });
        var arn = machine.GetProperty("stateMachineArn").GetString();
        var started = await CallAsync(region, "StartExecution", new JsonObject { ["stateMachineArn"] = arn, ["input"] = input, ["name"] = name });
        var execution = started.GetProperty("executionArn").GetString();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < patience; await Task.Delay(Pause))
        {
            var ended = EndedExecution.Of(await CallAsync(region, "DescribeExecution", new JsonObject { ["executionArn"] = execution }));
            if (ended.Status != "RUNNING")
                return ended;
        }

        throw new TimeoutException($"the execution still runs after {patience}");
    }

    public async ValueTask DisposeAsync()
    {
        await Moto.DisposeAsync();
        proxy.Dispose();
        http.Dispose();
    }

    private async Task<FakeAnswer> AnswerAsync(FakeRequest request, CancellationToken stop)
    {
        var isInvocation = request.Path.StartsWith("/2015-03-31/functions/", StringComparison.Ordinal)
            && request.Path.EndsWith("/invocations", StringComparison.Ordinal);
        return isInvocation ? (await function(request.Json)).Answer : await HandedOn.AnswerAsync(http, Moto.Endpoint, request, stop);
    }

    private async Task<JsonElement> CallAsync(string region, string operation, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Moto.Endpoint) { Content = new StringContent(body.ToJsonString()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.0");
        request.Headers.TryAddWithoutValidation("X-Amz-Target", "AWSStepFunctions." + operation);
        request.Headers.TryAddWithoutValidation(
            "Authorization",
            $"AWS4-HMAC-SHA256 Credential=test/20260101/{region}/states/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{operation}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    [GeneratedRegex("\"IntervalSeconds\": [0-9]+")]
    private static partial Regex Seconds();
}
