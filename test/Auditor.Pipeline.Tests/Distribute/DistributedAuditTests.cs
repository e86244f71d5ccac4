using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Distribute;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Inventory;
using Auditor.Pipeline.Lifecycle;
using Auditor.Pipeline.Report;
using Auditor.Pipeline.Tests.Collect;
using Auditor.Pipeline.Tests.Lifecycle;

namespace Auditor.Pipeline.Tests.Distribute;

/// <summary>The audit of samples/acme, whole and distributed over workers.</summary>
public sealed class DistributedAuditTests
{
    private static readonly string Sample = Path.Combine(Repository.Root, "samples", "acme");

    private static AuditReport Whole { get; } = AuditRun.Run(SnapshotReader.Open(Sample), Options(), progress: null, CancellationToken.None);

    [Fact]
    public void Workers_and_aggregate_say_what_one_process_says_whatever_the_order_in_which_workers_finish()
    {
        using var audit = new DistributedAudit(Sample, Whole.ManagementAccount, Options());
        var results = audit.Work();

        Assert.True(results.Count > 3, "the sample is too small to show anything");
        Assert.Equal(DistributedAudit.TextOf(Whole), DistributedAudit.TextOf(audit.Aggregate(results)));
        Assert.Equal(DistributedAudit.TextOf(Whole), DistributedAudit.TextOf(audit.Aggregate(results.Reverse())));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_principals_of_member_accounts_hold_is_not_kept_and_is_there_when_somebody_asks(bool isDistributed)
    {
        using var audit = new DistributedAudit(Sample, Whole.ManagementAccount, Options());
        var snapshot = SnapshotReader.Open(Sample);
        var frame = AuditFrame.Of(snapshot, Options());
        var whole = snapshot.AccountIds.SelectMany(account => AccountAudit.Of(frame.Read(snapshot, account), frame, before: null).Principals)
            .ToDictionary(assessed => assessed.Principal.Arn, StringComparer.Ordinal);

        var report = isDistributed ? audit.Aggregate(audit.Work()) : Whole;

        var members = report.Principals.Select(listed => listed.Assessed).Where(assessed => assessed.InPayer == false).ToArray();
        Assert.True(members.Select(assessed => assessed.Principal.Account).Distinct().Count() > 1, "the sample is too small to show anything");
        Assert.All(members, assessed => Assert.NotNull(assessed.Principal.Aside));
        Assert.All(report.Principals.Where(listed => listed.Assessed.InPayer == true), listed => Assert.Null(listed.Assessed.Principal.Aside));
        foreach (var (assessed, kept) in members.Select(assessed => (assessed, whole[assessed.Principal.Arn])))
        {
            Assert.Equal(kept.Principal.Policies.Select(TextOf), assessed.Principal.Policies.Select(TextOf));
            Assert.Equal(kept.Principal.Boundary?.Reference, assessed.Principal.Boundary?.Reference);
            Assert.Equal(kept.Principal.Tags.Order(), assessed.Principal.Tags.Order());
            Assert.Equal(kept.Facts, assessed.Facts);
            Assert.Equal(kept.Simulator.BillingConductorVerdicts().Select(verdict => verdict.Verdict), assessed.Simulator.BillingConductorVerdicts().Select(verdict => verdict.Verdict));
        }

        static string TextOf(HeldPolicy policy) => policy.Reference.Id + string.Concat(policy.Document.Statements.Select(statement => statement.Text));
    }

    [Fact]
    public void Who_has_lost_access_while_nobody_could_tell_is_listed_by_both()
    {
        const string inventory = $"accounts/{TemporarySnapshot.Account}/billing-conductor.json";
        using var runs = new Runs();
        runs.Configuration = null;
        runs.Payer(Runs.Holder("a")).Run();
        runs.Payer(Runs.Holder("a", "s3:GetObject")).Snapshot.Write(inventory, "{");
        runs.Run();
        using var unable = new DistributedAudit(runs.Snapshot.Root, TemporarySnapshot.Account, Following());
        var left = unable.Work();
        File.Delete(Path.Combine(runs.Snapshot.Root, inventory));
        using var audit = new DistributedAudit(runs.Snapshot.Root, TemporarySnapshot.Account, Following()) { Before = account => account == TemporarySnapshot.Account ? JsonAccountResultReader.Read(left[account], out _) : null };

        var whole = AuditRun.Run(runs.Snapshot.Open(), Following(), progress: null, CancellationToken.None);

        Assert.Equal(["new a"], Runs.Of(whole, "BCA501"));
        Assert.Contains(whole.Principals, listed => listed.Assessed.Principal.Arn.EndsWith("role/a", StringComparison.Ordinal));
        Assert.Equal(DistributedAudit.TextOf(whole), DistributedAudit.TextOf(audit.Aggregate(audit.Work())));

        AuditOptions Following() => new() { AsOf = runs.Today.AddDays(1), Before = runs.Memory, IsRemembered = true, ToolVersion = "test" };
    }

    [Fact]
    public void The_state_that_a_distributed_run_leaves_is_that_of_one_process()
    {
        var options = Options() with { IsRemembered = true };
        var whole = AuditRun.Run(SnapshotReader.Open(Sample), options, progress: null, CancellationToken.None);
        using var audit = new DistributedAudit(Sample, whole.ManagementAccount, options);

        var distributed = audit.Aggregate(audit.Work());

        Assert.Equal(JsonMemory.Write(whole.Memory!), JsonMemory.Write(distributed.Memory!));
    }

    [Fact]
    public void An_account_whose_worker_left_nothing_or_rubbish_is_a_gap_and_the_others_are_audited()
    {
        using var audit = new DistributedAudit(Sample, Whole.ManagementAccount, Options());
        var results = audit.Work();
        var members = results.Keys.Where(account => account != Whole.ManagementAccount).Order(StringComparer.Ordinal).ToArray();
        var damaged = results.Where(result => result.Key != members[0]).ToDictionary(StringComparer.Ordinal);
        damaged[members[1]] = damaged[members[1]][..^20];
        damaged[members[2]] = damaged[members[3]];

        var report = audit.Aggregate(damaged);

        var unread = report.Gaps.Where(gap => gap.Kind == GapKind.AccountUnread).Select(gap => gap.Account).ToArray();
        var missing = members.Take(3).ToHashSet(StringComparer.Ordinal);
        Assert.Superset(missing.ToHashSet<string?>(), unread.ToHashSet());
        Assert.Equal(Whole.AccountsRead - 3, report.AccountsRead);
        Assert.DoesNotContain(report.Principals, listed => missing.Contains(listed.Assessed.Principal.Account));
    }

    [Fact]
    public void What_has_not_changed_is_not_evaluated_again_and_the_report_says_so()
    {
        using var first = new DistributedAudit(Sample, Whole.ManagementAccount, Options());
        var left = first.Work();
        using var second = new DistributedAudit(Sample, Whole.ManagementAccount, Options() with { AsOf = Options().AsOf.AddDays(1) })
        {
            Before = account => JsonAccountResultReader.Read(left[account], out _),
        };
        var results = second.Work();
        var unchanged = results.Count(result => JsonAccountResultReader.Read(result.Value, out _)!.IsUnchanged);

        var report = second.Aggregate(results);

        Assert.InRange(unchanged, 1, left.Count);
        Assert.Contains(report.Notes, note => note.StartsWith($"{unchanged} of {left.Count} accounts have not changed", StringComparison.Ordinal));
        Assert.Equal(Whole.Findings.Select(finding => finding.Id), report.Findings.Select(finding => finding.Id));
    }

    [Fact]
    public void Who_lost_everything_is_listed_by_workers_too()
    {
        using var runs = new Runs { Configuration = null };
        var options = Options() with { Configuration = null, ConfigurationName = null, IsRemembered = true };
        runs.Payer(Runs.Holder("a")).In(Runs.Member, Runs.Holder("b", account: Runs.Member));
        using var first = new DistributedAudit(runs.Snapshot.Root, TemporarySnapshot.Account, options);
        var left = first.Work();
        var memory = first.Aggregate(left).Memory!;
        runs.Payer(TemporarySnapshot.Role("a")).In(Runs.Member, TemporarySnapshot.Role("b", account: Runs.Member));

        options = options with { Before = memory, AsOf = options.AsOf.AddDays(1) };
        var whole = AuditRun.Run(runs.Snapshot.Open(), options, progress: null, CancellationToken.None);
        using var second = new DistributedAudit(runs.Snapshot.Root, TemporarySnapshot.Account, options) { Before = account => JsonAccountResultReader.Read(left[account], out _) };

        Assert.Equal(["a", "b"], whole.Principals.Select(listed => listed.Assessed.Principal.Name));
        Assert.Equal(DistributedAudit.TextOf(whole), DistributedAudit.TextOf(second.Aggregate(second.Work())));
    }

    [Theory]
    [InlineData("another configuration")]
    [InlineData("another version")]
    public void What_the_verdicts_hang_on_is_part_of_the_fingerprint(string change)
    {
        var accounts = SnapshotReader.Open(Sample).AccountIds;
        var account = accounts.First(id => id != Whole.ManagementAccount);
        var left = new AccountWork(Sample, accounts, Options(), "configuration").Audit(account, before: null);

        var again = change switch
        {
            "another configuration" => new AccountWork(Sample, accounts, Options(), "other").Audit(account, left),
            _ => new AccountWork(Sample, accounts, Options() with { ToolVersion = "2" }, "configuration").Audit(account, left),
        };

        Assert.True(new AccountWork(Sample, accounts, Options(), "configuration").Audit(account, left).IsUnchanged);
        Assert.False(again.IsUnchanged);
        Assert.NotEqual(left.Fingerprint, again.Fingerprint);
    }

    private static AuditOptions Options() => new()
    {
        AsOf = new DateTimeOffset(2026, 11, 25, 8, 0, 0, TimeSpan.Zero),
        Configuration = ConfigurationReader.Read(File.ReadAllBytes(Path.Combine(Sample, "auditor.json"))).Configuration,
        ConfigurationName = "auditor.json",
        ToolVersion = "1",
    };
}
