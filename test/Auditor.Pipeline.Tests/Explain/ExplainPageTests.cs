using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Explain;

/// <summary>docs/explain.md: its sentences are what the sample organization is really answered with.</summary>
public sealed class ExplainPageTests
{
    private const int Wanted = 20;

    private static readonly string[] Rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "explain.md")).Where(line => line.StartsWith("| `arn:", StringComparison.Ordinal))];

    [Fact]
    public void Page_has_enough_sentences_all_different() =>
        Assert.True(Rows.Select(row => row.Split('|')[3]).Distinct(StringComparer.Ordinal).Count() >= Wanted);

    [Fact]
    public void Sentences_are_those_of_the_sample_and_have_no_word_of_the_policy_language()
    {
        var options = new AuditOptions { AsOf = new DateTimeOffset(2026, 11, 24, 0, 0, 0, TimeSpan.Zero), ToolVersion = "test" };
        var run = new ExplainRun(SnapshotReader.Open(Path.Combine(Repository.Root, "samples", "acme")), options);
        foreach (var row in Rows)
        {
            var cells = row.Split('|').Select(cell => cell.Trim().Trim('`')).ToArray();
            var explanation = run.Explain(new ExplainQuestion(cells[1], cells[2], null), seeksRemedy: false);
            Assert.Equal(cells[3], explanation.Sentence);
            Assert.Null(PlainWords.FirstForeign(explanation.Sentence, explanation.Principal.Name, explanation.Principal.PermissionSet ?? ""));
        }
    }
}
