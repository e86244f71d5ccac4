using System.Text;
using static Auditor.Cli.Tests.SmallSnapshot;

namespace Auditor.Cli.Tests;

/// <summary>The built command as others start it.</summary>
public sealed class ExecutableTests : IDisposable
{
    private readonly SmallSnapshot snapshot = Clean();

    public void Dispose() => snapshot.Dispose();

    [Theory]
    [InlineData]
    [InlineData("audit")]
    [InlineData("simulate")]
    public async Task Help_has_an_example(params string[] command)
    {
        var run = await CommandRun.OfExecutableAsync([.. command, "--help"]);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.Contains("Example:", run.Output, StringComparison.Ordinal);
        Assert.Contains("auditor " + (command.Length == 0 ? "audit" : command[0]), run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_asked_for_alone_is_the_one_that_the_parser_tells()
    {
        var alone = await CommandRun.OfExecutableAsync("--version");
        Assert.Equal((0, ""), (alone.ExitCode, alone.Errors));
        Assert.StartsWith(ToolVersion.Text + "+aws.", alone.Output, StringComparison.Ordinal);
        Assert.Equal(alone, await CommandRun.OfExecutableAsync("--version", "audit"));
    }

    [Fact]
    public async Task Piped_output_is_the_report_and_nothing_else()
    {
        string[] args = ["audit", snapshot.Root, "--as-of", AsOf, "--format", "json"];
        var run = await CommandRun.OfExecutableAsync(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        await CommandRun.InProcessAsync([.. args, "--output", snapshot["report"]]);
        Assert.Equal(await File.ReadAllTextAsync(snapshot["report"]), run.Output);
    }

    [Fact]
    public async Task Piped_text_is_quiet_and_without_colours()
    {
        var run = await CommandRun.OfExecutableAsync("audit", snapshot.Root, "--as-of", AsOf);
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    [Theory]
    [InlineData("--simulator")]
    [InlineData("--fail-on")]
    [InlineData("--format", "--explain", "BCA101-0123456789ab")]
    [InlineData("--format", "--without", "p-example0")]
    public async Task A_wrong_word_is_an_error_of_its_option_whatever_stands_beside_it(string option, params string[] others)
    {
        var run = await CommandRun.InProcessAsync(["audit", snapshot.Root, option, "foo", .. others]);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches($"^{option} must be [a-z-]+, .* or [a-z]+, not `foo`\n", run.Errors);
    }

    [Theory]
    [InlineData("--parallelism", "abc")]
    [InlineData("--bogus")]
    public async Task Errors_stand_on_standard_error_without_stack_trace(params string[] args)
    {
        var run = await CommandRun.OfExecutableAsync(["audit", snapshot.Root, .. args]);
        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(args[0], run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_answers_one_request_and_a_batch()
    {
        var request = Encoding.UTF8.GetBytes("""{"Id":1,"PolicyInputList":["{\"Statement\":[]}"],"ActionNames":["a:b"]}""");
        var one = await CommandRun.OfExecutableAsync(request, ["simulate"]);
        Assert.Equal((0, ""), (one.ExitCode, one.Errors));
        Assert.Contains("\"implicitDeny\"", one.Output, StringComparison.Ordinal);
        var batch = await CommandRun.OfExecutableAsync([.. request, (byte)'\n', 0xFF, (byte)'\n', .. request], ["simulate", "--batch"]);
        Assert.Equal((0, ""), (batch.ExitCode, batch.Errors));
        Assert.Equal(3, batch.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var gone = await CommandRun.OfExecutableAsync("simulate", "--input", snapshot["gone"]);
        Assert.Equal((1, ""), (gone.ExitCode, gone.Output));
    }
}
