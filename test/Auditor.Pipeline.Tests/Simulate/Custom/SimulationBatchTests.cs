using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Auditor.Pipeline.Simulate.Custom;
using static Auditor.Pipeline.Tests.Simulate.Custom.Simulation;

namespace Auditor.Pipeline.Tests.Simulate.Custom;

public sealed class SimulationBatchTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("A", 1)]
    [InlineData("A\n", 1)]
    [InlineData("A\nB", 2)]
    [InlineData("A\r\nB\r\n", 2)]
    [InlineData("\n", 1)]
    [InlineData("A\n\nB\n", 3)]
    [InlineData("A\n\n", 2)]
    public async Task Every_line_has_one_answer_in_order(string lines, int count)
    {
        var input = string.Concat(
            lines.Select(letter => char.IsLetter(letter) ? Line(char.ToLowerInvariant(letter).ToString()) : letter.ToString()));
        var answers = await RunAsync(Encoding.UTF8.GetBytes(input));
        Assert.Equal(count, answers.Length);
        var ids = answers.Select(answer => answer.GetProperty("Id")).Where(
            id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString());
        Assert.Equal(lines.Where(char.IsLetter).Select(letter => char.ToLowerInvariant(letter).ToString()), ids);
    }

    [Fact]
    public async Task A_bad_line_is_answered_and_the_next_one_too()
    {
        byte[] input =
        [
            .. "{\"Id\":\""u8, 0xFF, .. "\"}\n"u8, .. "{\"Id\":\"\\ud800\"}\n"u8, .. Encoding.UTF8.GetBytes(Line("x") + "\n"),
            .. "{"u8,
        ];
        var answers = await RunAsync(input);
        Assert.Equal([false, false, true, false], answers.Select(answer => answer.TryGetProperty("EvaluationResults", out _)));
    }

    [Fact]
    public async Task A_line_of_fifty_megabytes_is_answered_in_seconds()
    {
        var filler = new string('x', 50_000_000);
        var request = Request(("Id", "long"), ("Filler", filler)).ToJsonString();
        var input = Encoding.UTF8.GetBytes(Line("a") + "\n" + request + "\n" + Line("b") + "\n");
        var watch = Stopwatch.StartNew();
        var answers = await RunAsync(input);
        Assert.Equal(["a", "long", "b"], answers.Select(answer => Text(answer, "Id")));
        Assert.All(answers, answer => Assert.True(answer.TryGetProperty("EvaluationResults", out _)));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), $"took {watch.Elapsed}");
    }

    [Fact]
    public async Task An_answer_comes_before_the_next_request()
    {
        var toSimulator = new Pipe();
        var fromSimulator = new Pipe();
        var run = SimulationBatch.RunAsync(toSimulator.Reader.AsStream(), fromSimulator.Writer.AsStream(), CancellationToken.None);
        using var answers = new StreamReader(fromSimulator.Reader.AsStream());
        foreach (var id in (string[])["a", "b"])
        {
            await toSimulator.Writer.WriteAsync(Encoding.UTF8.GetBytes(Line(id) + "\n"));
            var answer = await answers.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.StartsWith($$"""{"Id":"{{id}}",""", answer, StringComparison.Ordinal);
        }

        await toSimulator.Writer.CompleteAsync();
        Assert.Equal(2, await run);
    }

    [Fact]
    public async Task Many_lines_are_answered_in_order_whatever_the_pieces_are()
    {
        var lines = string.Concat(Enumerable.Range(0, 2_000).Select(number => Line($"n{number}") + "\n"));
        var answers = await RunAsync(Encoding.UTF8.GetBytes(lines));
        Assert.Equal(Enumerable.Range(0, 2_000).Select(number => $"n{number}"), answers.Select(answer => Text(answer, "Id")));
    }

    private static string Line(string id) => Request(("Id", id)).ToJsonString();

    private static async Task<JsonElement[]> RunAsync(byte[] input)
    {
        using var source = new MemoryStream(input);
        using var output = new MemoryStream();
        var answered = await SimulationBatch.RunAsync(source, output, CancellationToken.None);
        var lines = Encoding.UTF8.GetString(output.ToArray()).Split('\n')[..^1];
        Assert.Equal(answered, lines.Length);
        return [.. lines.Select(line => JsonDocument.Parse(line).RootElement.Clone())];
    }
}
