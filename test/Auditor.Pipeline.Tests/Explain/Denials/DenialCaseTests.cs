using System.Text;
using Auditor.Pipeline.Explain;

namespace Auditor.Pipeline.Tests.Explain;

/// <summary>Runs every text and event of the tables.</summary>
public sealed class DenialCaseTests
{
    public static IEnumerable<TheoryDataRow<int>> Rows =>
        DenialCase.All.Select((denialCase, index) => new TheoryDataRow<int>(index) { Label = $"{denialCase.File}: {denialCase.Name}" });

    [Theory]
    [MemberData(nameof(Rows))]
    public void Input_is_read_as_expected(int index)
    {
        var denialCase = DenialCase.All[index];

        var reading = DenialReader.Read(Encoding.UTF8.GetBytes(denialCase.Input));

        Assert.Equal(denialCase.Expected.Select(DenialCase.Sorted), reading.Denials.Select(denial => DenialCase.Sorted(DenialCase.Describe(denial))));
        Assert.Equal(denialCase.Count("records"), reading.RecordCount);
        Assert.Equal(denialCase.Count("others"), reading.OtherRecordCount);
        Assert.Equal(denialCase.Count("unplaced"), reading.UnplacedCount);
        Assert.Equal(0, reading.UnlistedCount);
        if (denialCase.Problem is { } problem)
            Assert.Contains(problem, reading.Problem, StringComparison.Ordinal);
        else
            Assert.Null(reading.Problem);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Text_and_bytes_are_read_alike(int index)
    {
        var input = DenialCase.All[index].Input;

        var reading = DenialReader.Read(input);

        Assert.Equal(DenialReader.Read(Encoding.UTF8.GetBytes(input)).Denials.AsEnumerable(), reading.Denials);
    }

    [Fact]
    public void Tables_have_names_of_their_own_and_enough_rows()
    {
        Assert.Empty(DenialCase.All.GroupBy(denialCase => (denialCase.File, denialCase.Name)).Where(same => same.Count() > 1).Select(same => same.Key));
        Assert.True(DenialCase.All.Count(denialCase => denialCase.Expected.Count > 0) >= 70);
        Assert.True(DenialCase.All.Count(denialCase => denialCase.Problem is not null) >= 20);
        Assert.All(DenialCase.All, denialCase => Assert.True(denialCase.Expected.Count > 0 || denialCase.Problem is not null));
    }
}
