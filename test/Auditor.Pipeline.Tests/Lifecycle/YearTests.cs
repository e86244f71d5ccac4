using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>A year of daily runs over an organization that changes, against a model that only knows who held what when.</summary>
public sealed class YearTests : IDisposable
{
    private const int Roles = 8;
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Ids_and_lives_are_right_every_day(int seed)
    {
        // Seeded on purpose: the year must be the same in every test run.
        var random = new Random(seed);
        var holds = new bool[Roles];
        var life = Enumerable.Range(0, Roles).Select(_ => new Life()).ToArray();
        for (var day = 0; day < 365; day++)
        {
            var isRead = random.Next(10) != 0;
            foreach (var role in Enumerable.Range(0, Roles).Where(_ => random.Next(6) == 0))
                holds[role] = !holds[role];
            if (isRead)
                runs.In(Member, holds.Select((held, role) => held ? Holder($"r{role}", $"billingconductor:{Actions[role]}", Member) : Role($"r{role}", account: Member)).OrderBy(_ => random.Next()));
            else if (Directory.Exists(Path.Combine(runs.Snapshot.Root, "accounts", Member)))
                Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
            runs.Payer();
            var report = runs.Run();
            foreach (var (one, role) in life.Select((one, role) => (one, role)))
                AssertLife(one.Day(isRead, holds[role], runs.Today), [.. report.Findings.Where(finding => finding.Rule == "BCA304" && finding.Principals.Any(principal => principal.Arn.EndsWith($"/r{role}", StringComparison.Ordinal)))]);
        }
    }

    private static string[] Actions => ["CreateBillingGroup", "DeleteBillingGroup", "UpdateBillingGroup", "CreatePricingPlan", "DeletePricingPlan", "UpdatePricingPlan", "CreatePricingRule", "DeletePricingRule"];

    private static void AssertLife((FindingStatus Status, DateTimeOffset First, DateTimeOffset Last)? expected, Finding[] found)
    {
        if (expected is null)
        {
            Assert.Empty(found);
            return;
        }

        var finding = Assert.Single(found);
        var seen = finding.LastSeen ?? expected.Value.Last;
        Assert.Equal(expected.Value, (finding.Status, finding.FirstSeen ?? expected.Value.First, seen));
        Assert.Equal(expected.Value.Status == FindingStatus.New, finding.FirstSeen is null);
    }

    /// <summary>What a finding about one role must look like from day to day.</summary>
    private sealed class Life
    {
        private FindingStatus? known;
        private DateTimeOffset first;
        private DateTimeOffset last;

        public (FindingStatus Status, DateTimeOffset First, DateTimeOffset Last)? Day(bool isRead, bool holds, DateTimeOffset today)
        {
            if (!isRead)
                return known == FindingStatus.Open ? (FindingStatus.Open, first, last) : null;
            if (!holds)
            {
                var isGone = known == FindingStatus.Open;
                known = known is null ? null : FindingStatus.Resolved;
                return isGone ? (FindingStatus.Resolved, first, last) : null;
            }

            var status = known switch { null => FindingStatus.New, FindingStatus.Resolved => FindingStatus.Reopened, _ => FindingStatus.Open };
            first = known is null ? today : first;
            last = today;
            known = FindingStatus.Open;
            return (status, first, last);
        }
    }
}
