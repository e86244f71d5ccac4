using Auditor.Pipeline.Publish;
using Auditor.Pipeline.Report;

namespace Auditor.Pipeline.Tests.Publish;

public sealed class DigestTextTests
{
    [Fact]
    public void The_first_lines_say_what_matters()
    {
        var lines = Text(SampleReport.Of(3, gaps: 2, accountsRead: 1)).Split('\n');
        Assert.Equal(
            [
                "Billing Conductor access audit, 2026-11-24 08:00 UTC, payer 111122223333",
                "",
                "1 finding of high severity, 1 medium, 1 low.",
                "Who can change money: 0 principals, besides 2 administrators (1 in the payer).",
                "Could not be read: 1 of 2 accounts; 2 gaps in all, so what is not reported may still be there.",
                "",
                "HIGH   BCA201 viewer can do more than its job needs",
            ],
            lines[..7]);
    }

    [Fact]
    public void A_clean_run_says_so_and_what_it_has_seen()
    {
        var text = Text(SampleReport.Of(0));
        Assert.Contains("\nNo findings.\n", text, StringComparison.Ordinal);
        Assert.Contains("\nEverything could be read: 2 accounts, 30 principals.\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Could not be read", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_that_read_nothing_says_nothing_about_anybody() =>
        Assert.Contains(
            "\nNo account could be read: this run says nothing about anybody.\n",
            Text(SampleReport.Of(0, gaps: 1, accountsRead: 0)),
            StringComparison.Ordinal);

    [Fact]
    public void A_gap_names_the_missing_permission() =>
        Assert.Contains(
            "  account 000000000000, viewer: AWS refused the call (missing permission: iam:GetAccountAuthorizationDetails)\n",
            Text(SampleReport.Of(0, gaps: 1)),
            StringComparison.Ordinal);

    [Fact]
    public void What_is_not_shown_is_counted_and_the_report_is_named()
    {
        var text = Text(SampleReport.Of(30, gaps: 20));
        Assert.Contains("\nBCA201: 5 more findings of this rule in the report.\n", text, StringComparison.Ordinal);
        Assert.Contains("\nBCA206: 5 more findings of this rule in the report.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  and 5 more gaps in the report\n", text, StringComparison.Ordinal);
        Assert.Contains("\nThe whole report: s3://reports/report.json\n", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf("HIGH", StringComparison.Ordinal) < text.IndexOf("MEDIUM", StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_stays_readable_however_many_findings_and_however_long_they_are() =>
        Assert.InRange(Text(SampleReport.Of(200, gaps: 200, name: new string('x', 10_000))).Length, 1, 40_000);

    [Theory]
    [MemberData(nameof(HostileNames.All), MemberType = typeof(HostileNames))]
    public void Hostile_names_are_data(string name)
    {
        var (hostile, harmless) = (Text(SampleReport.Of(2, gaps: 1, name: name)), Text(SampleReport.Of(2, gaps: 1, name: "viewer")));
        Assert.Equal(harmless.Count(letter => letter == '\n'), hostile.Count(letter => letter == '\n'));
        Assert.All(
            hostile.Replace("\n", "", StringComparison.Ordinal),
            letter => Assert.False(char.IsControl(letter) || letter is '\u202e' or '\u2066' or '\u2069' or '\u2028' or '\u2029'));
        if (name.All(letter => letter is > ' ' and <= '~'))
            Assert.Contains(name, hostile, StringComparison.Ordinal);
    }

    private static string Text(AuditReport report) =>
        DigestText.Of(Digest.Of(report, "run", "s3://reports/report.json"), DigestDetail.Everything);
}
