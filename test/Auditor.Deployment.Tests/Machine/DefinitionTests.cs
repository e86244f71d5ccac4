using System.Text.Json.Nodes;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests.Machine;

/// <summary>What the definition says, and that two foreign tools find it right.</summary>
public sealed class DefinitionTests
{
    private const int LongestInvocation = 900;
    private const string HowToInstall = "`npm install asl-validator@4.0.0`, as .ci/run does";

    private static readonly MachineDefinition Definition =
        MachineDefinition.Of(new Stack(Template.Deployment, "222233334444", ("Scale", "Distributed")));

    private static IEnumerable<(string Name, JsonObject State)> Tasks =>
        Definition.States.Where(state => state.State["Type"]!.ToString() == "Task");

    [Fact]
    public void Everything_that_the_definition_asks_for_is_given_and_nothing_else() =>
        Assert.Equal(MachineDefinition.Given, MachineDefinition.Asked);

    [Fact]
    public void Every_state_and_every_retry_says_why()
    {
        foreach (var (name, state) in Definition.States)
        {
            var retries = (JsonArray?)state["Retry"] ?? [];
            var catches = (JsonArray?)state["Catch"] ?? [];
            foreach (var node in retries.Concat(catches).Prepend(state))
                Assert.True(node!["Comment"]?.ToString() is { Length: > 10 }, name);
        }
    }

    [Fact]
    public void Every_task_waits_longer_than_lambda_does_and_less_than_for_ever()
    {
        Assert.Equal(["Account", "Aggregate", "Plan"], Tasks.Select(task => task.Name).Order(StringComparer.Ordinal));
        Assert.All(Tasks, task => Assert.InRange(task.State["TimeoutSeconds"]!.GetValue<int>(), LongestInvocation + 1, 2 * LongestInvocation));
        Assert.True(Template.Deployment.Parameters["TimeoutSeconds"]!["MaxValue"]!.GetValue<long>() == LongestInvocation);
        Assert.InRange(Definition.Root["TimeoutSeconds"]!.GetValue<int>(), 3600, 86_400);
    }

    [Fact]
    public void Every_retry_is_spread_and_ends()
    {
        foreach (var (name, state) in Definition.States.Where(state => state.State.ContainsKey("Retry")))
        {
            Assert.All(state["Retry"]!.AsArray(), retry => Assert.Equal("FULL", retry!["JitterStrategy"]!.ToString()));
            Assert.All(state["Retry"]!.AsArray(), retry => Assert.InRange(retry!["MaxAttempts"]!.GetValue<int>(), 0, 15));
            Assert.DoesNotContain("States.ALL", state["Retry"]!.ToJsonString(), StringComparison.Ordinal);
            Assert.True(name != "Plan" || state["Retry"]!.AsArray().Count == 4, name);
        }
    }

    [Theory]
    [InlineData("Lambda.TooManyRequestsException", 15, 15)]
    [InlineData("Lambda.ServiceException", 15, 15)]
    [InlineData("Lambda.AWSLambdaException", 15, 15)]
    [InlineData("Lambda.SdkClientException", 15, 15)]
    [InlineData("Runtime.ExitError", 2, 2)]
    [InlineData("Sandbox.Timedout", 2, 2)]
    [InlineData("Lambda.Unknown", 2, 2)]
    [InlineData("RunCannotGoOnException", 1, 1)]
    [InlineData("InvalidRequestException", 0, 1)]
    public void An_error_is_tried_again_as_often_as_it_may_help(string error, int attempts, int attemptsOfAnAccount)
    {
        foreach (var (name, state) in Tasks)
        {
            var retries = state["Retry"]!.AsArray();
            var first = retries.First(retry => StackRole.Texts(retry!["ErrorEquals"]!).Any(one => one == error || one == "States.TaskFailed"));
            Assert.Equal(name == "Account" ? attemptsOfAnAccount : attempts, first!["MaxAttempts"]!.GetValue<int>());
        }
    }

    [Fact]
    public void A_failed_account_is_no_failure_of_the_run_and_no_result_goes_from_state_to_state()
    {
        var map = Definition.Root["States"]!["Accounts"]!.AsObject();
        Assert.Equal(100.0, map["ToleratedFailurePercentage"]!.GetValue<double>());
        Assert.True(map.ContainsKey("ResultPath") && map["ResultPath"] is null);
        Assert.NotNull(map["ResultWriter"]);
        Assert.Equal("STANDARD", map["ItemProcessor"]!["ProcessorConfig"]!["ExecutionType"]!.ToString());
    }

    [Fact]
    public void The_number_at_once_is_the_parameters()
    {
        var chosen = MachineDefinition.Of(new Stack(Template.Deployment, "222233334444", ("Scale", "Distributed"), ("MaxConcurrency", "7")));
        var begin = chosen.Root["States"]!["Begin"]!["Parameters"]!["maxConcurrency.$"]!.ToString();
        Assert.Equal("States.StringToJson('7')", begin);
        Assert.Equal("$.maxConcurrency", chosen.Root["States"]!["Accounts"]!["MaxConcurrencyPath"]!.ToString());
    }

    [Fact]
    public async Task An_independent_validator_finds_nothing_and_finds_what_is_wrong()
    {
        CommandLine.Need("asl-validator", HowToInstall);
        using var folder = new TemporaryFolder();
        var right = await ValidateAsync(folder, Definition.Text);
        Assert.True(right.ExitCode == 0, right.Output);
        var wrong = await ValidateAsync(folder, Definition.Text.Replace("\"Next\": \"Aggregate\"", "\"Next\": \"Agregate\"", StringComparison.Ordinal));
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("Agregate", wrong.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cfn_lint_finds_nothing_and_finds_what_is_wrong()
    {
        CommandLine.Need("cfn-lint", "`pip install cfn-lint`");
        using var folder = new TemporaryFolder();
        var right = await LintAsync(folder, Definition.Root);
        Assert.True(right.ExitCode == 0, right.Output);
        var broken = Definition.Root;
        broken["States"]!["Plan"]!["Type"] = "Tusk";
        var wrong = await LintAsync(folder, broken);
        Assert.Contains("E3601", wrong.Output, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Output)> ValidateAsync(TemporaryFolder folder, string definition)
    {
        var file = Path.Combine(folder.Path, "audit.asl.json");
        await File.WriteAllTextAsync(file, definition);
        return await CommandLine.RunAsync("asl-validator", "--json-path", file);
    }

    /// <summary>In a plain state machine: into one of SAM's, cfn-lint does not look.</summary>
    private static async Task<(int ExitCode, string Output)> LintAsync(TemporaryFolder folder, JsonObject definition)
    {
        var file = Path.Combine(folder.Path, "machine.json");
        var properties = new JsonObject { ["RoleArn"] = "arn:aws:iam::222233334444:role/machine", ["Definition"] = definition.DeepClone() };
        var machine = new JsonObject { ["Type"] = "AWS::StepFunctions::StateMachine", ["Properties"] = properties };
        await File.WriteAllTextAsync(file, new JsonObject { ["Resources"] = new JsonObject { ["Machine"] = machine } }.ToJsonString());
        return await CommandLine.RunAsync("cfn-lint", file);
    }
}
