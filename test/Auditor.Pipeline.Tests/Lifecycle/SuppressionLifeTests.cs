using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

public sealed class SuppressionLifeTests : IDisposable
{
    private const string Arn = "arn:aws:iam::111122223333:role/";
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void A_suppressed_finding_counts_nowhere_and_reopens_when_its_time_is_over()
    {
        runs.Payer(Holder("a"));
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-01-03"}""");
        var first = runs.Run();
        Assert.Equal(["suppressed a"], Of(first, "BCA204"));
        Assert.Equal(0, first.Count(Severity.High) + first.Count(Severity.Medium) + first.Count(Severity.Low));
        Assert.Equal(["suppressed a"], Of(runs.Run(), "BCA204"));
        var over = runs.Run();
        Assert.Equal(["reopened a"], Of(over, "BCA204"));
        Assert.Contains(over.Notes, note => note.EndsWith("by finops ended on 2026-01-03", StringComparison.Ordinal));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void The_subject_is_named_by_its_key_or_as_the_report_has_it()
    {
        runs.Payer(Holder("a"));
        var subject = runs.Run().Findings.Single(finding => finding.Rule == "BCA204").Draft.Subject;
        Assert.NotEqual(subject.Key, subject.DisplayId);
        foreach (var (text, expected) in ((string, string)[])[(subject.Key, "suppressed a"), (subject.DisplayId, "suppressed a"), (subject.Key + "x", "reopened a")])
        {
            Suppress($$"""{"rule":"BCA204","subject":"{{text}}","owner":"finops","reason":"migration","expires":"2027-01-31"}""");
            Assert.Equal([expected], Of(runs.Run(), "BCA204"));
        }
    }

    [Fact]
    public void A_principal_is_taken_out_and_the_others_stay()
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
        runs.Snapshot.WriteDetails(Details(
            Role("a", attached) + "," + Role("b", attached), Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""")));
        runs.Run();
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-12-31"}""");
        var finding = runs.Run().Findings.Single(finding => finding.Rule == "BCA204");
        Assert.Equal((FindingStatus.Open, Arn + "b", false), (finding.Status, finding.Principals.Single().Arn, finding.IsNews));
        Assert.Equal("migration", finding.Suppressions.Single().Reason);
        Assert.Empty(finding.PrincipalsRemoved);
    }

    [Theory]
    [InlineData("\"rule\":\"BCA204\",\"principal\":\"arn:aws:iam::111122223333:role/b\"", "there is no such finding")]
    [InlineData("\"id\":\"BCA204-000000000000\"", "there is no such finding")]
    [InlineData("\"rule\":\"BCA299\",\"principal\":\"arn:aws:iam::111122223333:role/a\"", "there is no rule BCA299")]
    [InlineData("\"rule\":\"BCA501\",\"principal\":\"arn:aws:iam::111122223333:role/b\"", null)]
    [InlineData("\"rule\":\"BCA204\",\"principal\":\"arn:aws:iam::111122223333:role/a\"", null)]
    public void A_suppression_that_names_no_finding_is_told(string target, string? reason)
    {
        runs.Payer(Holder("a"));
        Suppress($$"""{{{target}},"owner":"finops","reason":"migration","expires":"2027-01-31"}""");
        var told = runs.Run().Notes.Where(note => note.Contains("accepts nothing", StringComparison.Ordinal)).ToArray();
        if (reason is null)
            Assert.Empty(told);
        else
            Assert.EndsWith("by finops accepts nothing: " + reason, Assert.Single(told), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_something_could_not_be_read_no_suppression_is_said_to_fit_nothing()
    {
        runs.Payer(Holder("a"));
        runs.Snapshot.Write("accounts/222233334444/authorization-details.json", "{");
        Suppress("""{"rule":"BCA204","principal":"arn:aws:iam::222233334444:role/b","owner":"finops","reason":"migration","expires":"2027-01-31"}""");
        Assert.DoesNotContain(runs.Run().Notes, note => note.Contains("accepts nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void Who_is_taken_out_no_more_reopens_the_finding()
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
        runs.Snapshot.WriteDetails(Details(
            Role("a", attached) + "," + Role("b", attached), Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""")));
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-01-03"}""");
        Assert.Equal(FindingStatus.New, Only().Status);
        Assert.Equal(FindingStatus.Open, Only().Status);
        var ended = Only();
        Assert.Equal((FindingStatus.Reopened, 2, true), (ended.Status, ended.Principals.Length, ended.IsNews));
        Assert.Equal((FindingStatus.Open, false), (Only() is var next ? next.Status : default, next.IsNews));
    }

    [Fact]
    public void What_a_run_could_not_look_at_is_accepted_all_the_same_and_no_longer_than_that()
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        Suppress($$"""{"rule":"BCA304","principal":"arn:aws:iam::{{Member}}:role/m","owner":"finops","reason":"migration","expires":"2026-01-03"}""");
        Assert.Equal(["suppressed m"], Of(runs.Run(), "BCA304"));
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        var without = runs.Run();
        Assert.Equal(["suppressed m"], Of(without, "BCA304"));
        Assert.Equal("migration", without.Findings.Single(finding => finding.Rule == "BCA304").Suppressions.Single().Reason);
        Assert.Equal(["reopened m"], Of(runs.Run(), "BCA304"));
        Assert.Equal(["open m"], Of(runs.Run(), "BCA304"));
    }

    [Fact]
    public void What_was_announced_is_not_announced_again_after_a_run_that_did_not_meet_it()
    {
        runs.Payer(Holder("a"));
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-01-12"}""");
        Assert.False(Assert.Single(runs.Run().ExpiringSuppressions).IsAnnounced);
        runs.Payer();
        runs.Run();
        runs.Payer(Holder("a"));
        Assert.True(Assert.Single(runs.Run().ExpiringSuppressions).IsAnnounced);
    }

    [Fact]
    public void An_end_is_announced_once_fourteen_days_ahead()
    {
        runs.Payer(Holder("a"));
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-01-17"}""");
        Assert.Empty(runs.Run().ExpiringSuppressions);
        var announced = runs.Run().ExpiringSuppressions.Single();
        Assert.False(announced.IsAnnounced);
        Assert.StartsWith("BCA204-", announced.Findings.Single(), StringComparison.Ordinal);
        Assert.True(runs.Run().ExpiringSuppressions.Single().IsAnnounced);
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-01-18"}""");
        Assert.False(runs.Run().ExpiringSuppressions.Single().IsAnnounced);
    }

    [Fact]
    public void A_suppression_lapses_when_what_the_finding_rests_on_changes()
    {
        runs.Payer(Holder("a"));
        var hash = runs.Run().Findings.Single(finding => finding.Rule == "BCA204").EvidenceHash;
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-12-31","evidence":"{{hash}}"}""");
        Assert.Equal(["suppressed a"], Of(runs.Run(), "BCA204"));
        runs.Payer(Holder("a", more: """ "Tags":[],""").Replace("\"Resource\":\"*\"", "\"Resource\":[\"*\"]", StringComparison.Ordinal));
        var report = runs.Run();
        Assert.Equal(["reopened a"], Of(report, "BCA204"));
        Assert.Contains(report.Notes, note => note.Contains("has changed", StringComparison.Ordinal));
    }

    [Fact]
    public void Suppressions_hold_without_a_memory()
    {
        runs.Payer(Holder("a"));
        Suppress($$"""{"rule":"BCA204","principal":"{{Arn}}a","owner":"finops","reason":"migration","expires":"2026-12-31"}""");
        var report = AuditRun.Run(
            runs.Snapshot.Open(),
            new AuditOptions { AsOf = runs.Today, Configuration = Expect.ConfigurationReader.Read(System.Text.Encoding.UTF8.GetBytes(runs.Configuration!)).Configuration, ToolVersion = "0.1.0" },
            null,
            CancellationToken.None);
        Assert.Equal(["suppressed a"], Of(report, "BCA204"));
        Assert.Null(report.Memory);
    }

    private void Suppress(string suppression) => runs.Configuration = $$"""{"suppressions":[{{suppression}}]}""";

    private Finding Only() => runs.Run().Findings.Single(finding => finding.Rule == "BCA204");
}
