using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Remedies;

namespace Auditor.Pipeline;

public sealed class ManyAtOnceTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(16)]
    public void What_comes_out_stands_in_the_order_of_the_items(int parallelism)
    {
        var numbers = Enumerable.Range(0, 1_000).ToArray();

        Assert.Equal(numbers.Select(number => number * number), ManyAtOnce.Map(numbers, parallelism, number => number * number));
        Assert.Empty(ManyAtOnce.Map(Array.Empty<int>(), parallelism, number => number));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_the_work_throws_comes_out_as_it_was_thrown(int parallelism)
    {
        var error = Assert.Throws<RunCannotGoOnException>(() => ManyAtOnce.Map([1, 2, 3], parallelism, int (_) => throw new RunCannotGoOnException("the files have changed")));

        Assert.Equal("the files have changed", error.Message);
    }

    [Fact]
    public void It_stops_between_items()
    {
        using var source = new CancellationTokenSource();
        var worked = 0;

        Assert.Throws<OperationCanceledException>(() => ManyAtOnce.Map(
            Enumerable.Range(0, 1_000).ToArray(),
            1,
            number =>
            {
                worked++;
                source.Cancel();
                return number;
            },
            source.Token));

        Assert.InRange(worked, 1, 10);
    }

    /// <summary>Rules and remedies look at the same principals from several threads.</summary>
    [Fact]
    public void A_report_does_not_hang_on_how_many_are_at_work()
    {
        foreach (var seed in Enumerable.Range(100, 12))
        {
            var snapshot = new RandomOrganization(seed).OpenSnapshot(out var folder);
            using (folder)
                Assert.Equal(Report(snapshot, null, 1), Report(snapshot, null, 8));
        }

        var sample = Path.Combine(Repository.Root, "samples", "acme");
        var configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(sample, "auditor.json"))).Configuration;
        Assert.NotNull(configuration);
        Assert.Equal(Report(SnapshotReader.Open(sample), configuration, 1), Report(SnapshotReader.Open(sample), configuration, 8));
    }

    private static string Report(SnapshotReader snapshot, Configuration? configuration, int parallelism)
    {
        var options = new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ToolVersion = "0", Configuration = configuration, Parallelism = parallelism };
        using var output = new MemoryStream();
        JsonReport.Write(AuditRun.Run(snapshot, options, null, CancellationToken.None), output);
        return Convert.ToBase64String(output.ToArray());
    }
}
