using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Deployment.Tests.Templates;

namespace Auditor.Deployment.Tests;

/// <summary>What docs/operations.md says a run takes is what tools/predict-run says today, and that agrees with what was measured.</summary>
public sealed class PredictionTests
{
    private const string Tool = "tools/predict-run";
    private const string HowToInstall = "the tool is a script for it";
    private const string Begin = "<!-- predict-run -->";
    private const string End = "<!-- /predict-run -->";

    [Fact]
    public async Task The_cases_that_can_be_reckoned_by_hand_come_out()
    {
        var (exitCode, output) = await RunAsync("--self-test");
        Assert.True(exitCode == 0, output);
        Assert.Contains("passed: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_of_the_docs_is_the_tools_own()
    {
        var (exitCode, output) = await RunAsync("--table");
        Assert.True(exitCode == 0, output);
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "operations.md"), TestContext.Current.CancellationToken);
        var table = page[page.IndexOf(Begin, StringComparison.Ordinal)..(page.IndexOf(End, StringComparison.Ordinal) + End.Length)];
        Assert.True(output.TrimEnd() == table, $"`{Tool} --write` writes the table of docs/operations.md again:\n{output}");
    }

    [Fact]
    public async Task Measured_runs_made_as_many_calls_as_predicted_and_took_about_as_long()
    {
        var measured = Measured();
        Assert.NotEmpty(measured);
        var (exitCode, output) = await RunAsync(["--check", .. measured]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public async Task A_measured_run_with_one_call_more_or_thrice_the_time_is_not_as_predicted()
    {
        using var folder = new TemporaryFolder();
        var run = await File.ReadAllTextAsync(Measured()[0], TestContext.Current.CancellationToken);
        foreach (var (before, after, reason) in ((string, string, string)[])[
            ("\"organizations:ListRoots\": 1,", "\"organizations:ListRoots\": 2,", "organizations:ListRoots: 2 calls measured, 1 predicted"),
            ("\"seconds\": {", "\"seconds\": {\n  \"aggregate\": 1000,", "aggregate: 1000 s measured")])
        {
            Assert.Contains(before, run, StringComparison.Ordinal);
            var path = Path.Combine(folder.Path, "run.json");
            await File.WriteAllTextAsync(path, run.Replace(before, after, StringComparison.Ordinal), TestContext.Current.CancellationToken);
            var (exitCode, output) = await RunAsync("--check", path);
            Assert.Equal(1, exitCode);
            Assert.Contains(reason, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task It_reckons_with_the_rates_that_the_code_keeps_to()
    {
        foreach (var (_, rate) in (await DataAsync("rates")).AsObject())
        {
            foreach (var operation in rate!["operations"]!.AsArray())
            {
                var kept = ApiOperation.Find(operation!.GetValue<string>()).Rate;
                Assert.Equal((kept.PerSecond, kept.Burst), (rate["perSecond"]!.GetValue<double>(), rate["burst"]!.GetValue<int>()));
                Assert.Equal(kept.IsPerAccount ? "account" : "run", rate["scope"]!.GetValue<string>());
            }
        }
    }

    [Fact]
    public async Task It_reckons_with_the_defaults_of_the_template()
    {
        var checkedNames = new List<string>();
        foreach (var (_, value) in (await DataAsync("function")).AsObject())
        {
            // MaxConcurrency comes with the state machine.
            if (value!["parameter"]?.GetValue<string>() is not { } name || Template.Deployment.Parameters[name] is not { } parameter)
                continue;
            Assert.Equal(parameter["Default"]!.ToString(), value["value"]!.GetValue<int>().ToString(CultureInfo.InvariantCulture));
            checkedNames.Add(name);
        }

        Assert.Superset(new HashSet<string>(["DeadlineMargin", "MaxContinuations", "MemorySize", "Parallelism", "TimeoutSeconds"]), checkedNames.ToHashSet(StringComparer.Ordinal));
    }

    private static async Task<JsonNode> DataAsync(string group) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "tools", "predict-run.json"), TestContext.Current.CancellationToken))![group]!;

    private static string[] Measured() =>
        [.. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "performance"), "calls-*.json").Order(StringComparer.Ordinal)];

    private static Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        CommandLine.Need("python3", HowToInstall);
        return CommandLine.RunAsync("python3", [Tool, .. arguments]);
    }
}
