using Auditor.Pipeline.Findings;
using Auditor.Pipeline.Report.Html;
using Auditor.Pipeline.Tests.Report.Forms;

namespace Auditor.Pipeline.Tests.Report.Html;

/// <summary>What the first screen counts.</summary>
public sealed class StaticOverviewTests
{
    [Theory]
    [InlineData(0, "earlier runs.</p>")]
    [InlineData(1, "so the one finding counts as new.</p>")]
    [InlineData(2, "so all 2 findings count as new.</p>")]
    public void Without_a_memory_what_is_active_counts_as_new(int active, string words)
    {
        var sample = FormReports.Acme;
        var report = sample with
        {
            History = [],
            Findings = [.. sample.Findings.Take(3).Select((finding, index) => finding with { Status = index < active ? FindingStatus.New : FindingStatus.Suppressed })],
        };
        Assert.Contains(words, StaticOverview.Of(report), StringComparison.Ordinal);
    }
}
