using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Expect;
using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

public sealed class FindingLifeTests : IDisposable
{
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public void A_finding_is_new_then_open_then_resolved_once_and_reopened_when_it_comes_back()
    {
        runs.Payer(Holder("a"));
        var first = runs.Run();
        Assert.Equal(["new a"], Of(first, "BCA204"));
        var opened = runs.Today;
        var second = runs.Run();
        Assert.Equal(["open a"], Of(second, "BCA204"));
        Assert.Equal(opened, second.Findings[0].FirstSeen);
        Assert.Equal(opened, second.Findings[0].Principals[0].Since);
        runs.Payer(Role("a"));
        var third = runs.Run();
        Assert.Equal(["resolved a"], Of(third, "BCA204"));
        Assert.Equal(opened + TimeSpan.FromDays(1), third.Findings.Single(finding => finding.Rule == "BCA204").LastSeen);
        Assert.Equal(0, third.Count(Severity.Medium) + third.Count(Severity.Low));
        Assert.Empty(Of(runs.Run(), "BCA204"));
        runs.Payer(Holder("a"));
        var back = runs.Run();
        Assert.Equal(["reopened a"], Of(back, "BCA204"));
        Assert.Equal(opened, back.Findings.Single(finding => finding.Rule == "BCA204").FirstSeen);
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void What_was_not_read_is_not_resolved()
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        Assert.Equal(["new m"], Of(runs.Run(), "BCA304"));
        var seen = runs.Today;
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        var without = runs.Run();
        Assert.Equal(["open m"], Of(without, "BCA304"));
        Assert.Equal(seen, without.Findings.Single(finding => finding.Rule == "BCA304").LastSeen);
        runs.In(Member);
        Assert.Equal(["resolved m"], Of(runs.Run(), "BCA304"));
    }

    [Theory]
    [InlineData("authorization-details.json", "open m")]
    [InlineData("billing-conductor.json", "resolved m")]
    public void A_file_of_principals_that_is_cut_off_resolves_nothing(string file, string expected)
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        runs.Run();
        runs.In(Member);
        var path = $"accounts/{Member}/{file}";
        var whole = File.Exists(Path.Combine(runs.Snapshot.Root, path)) ? File.ReadAllText(Path.Combine(runs.Snapshot.Root, path)) : "{}";
        var cut = whole.TrimEnd()[..^1] + (whole.Trim() == "{}" ? "" : ",") + "\"IsTruncated\":true,\"Marker\":\"x\"}";
        runs.Snapshot.Write(path, cut);
        var second = runs.Run();
        Assert.Equal([expected], Of(second, "BCA304"));
        Assert.Single(second.Gaps, gap => gap is { Kind: GapKind.Truncated, Account: Member });
    }

    [Theory]
    [InlineData("", "resolved a")]
    [InlineData(",\"IsTruncated\":true", "open a")]
    public void A_snapshot_of_one_file_that_is_cut_off_resolves_nothing(string more, string expected)
    {
        var file = Path.Combine(runs.Snapshot.Root, "details.json");
        var options = new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", ManagementAccount = Account, Configuration = Configuration.Empty, IsRemembered = true };
        File.WriteAllText(file, Details(Holder("a")));
        var first = AuditRun.Run(SnapshotReader.Open(file), options, progress: null, CancellationToken.None);
        Assert.Equal(["new a"], Of(first, "BCA204"));
        File.WriteAllText(file, Details(Role("b"), more: more));
        Assert.Equal([expected], Of(AuditRun.Run(SnapshotReader.Open(file), options with { Before = first.Memory }, progress: null, CancellationToken.None), "BCA204"));
    }

    [Fact]
    public void A_list_of_accounts_that_is_cut_off_resolves_nothing_of_those_that_it_lacks()
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        runs.Run();
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        var without = Organization.Replace("""{"Id":"444455556666","State":"ACTIVE"}""", "", StringComparison.Ordinal).Replace(""",{"Id":"444455556666","State":"ACTIVE","ParentId":"r-1"}""", "", StringComparison.Ordinal);
        runs.Snapshot.Write("organization.json", without.TrimEnd()[..^1] + ",\"NextToken\":\"x\"}");
        Assert.Equal(["open m"], Of(runs.Run(), "BCA304"));
    }

    [Fact]
    public void An_account_that_left_the_organization_holds_nobody()
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        runs.Run();
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        runs.Snapshot.Write("organization.json", Organization.Replace("""{"Id":"444455556666","State":"ACTIVE"}""", "", StringComparison.Ordinal).Replace(""",{"Id":"444455556666","State":"ACTIVE","ParentId":"r-1"}""", "", StringComparison.Ordinal));
        Assert.Equal(["resolved m"], Of(runs.Run(), "BCA304"));
    }

    [Fact]
    public void A_run_without_configuration_resolves_nothing_that_needs_one()
    {
        var configuration = runs.Configuration;
        runs.Payer(Holder("a"));
        runs.Run();
        runs.Configuration = null;
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Configuration = configuration;
        runs.Payer(Role("a"));
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void A_run_without_the_organization_resolves_nothing()
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        runs.Run();
        File.Delete(Path.Combine(runs.Snapshot.Root, "organization.json"));
        runs.In(Member);
        Assert.Equal(["open m"], Of(runs.Run(), "BCA304"));
    }

    [Fact]
    public void A_policy_that_cannot_be_read_any_more_resolves_nothing()
    {
        runs.Payer(Holder("a"));
        runs.Run();
        runs.Payer(Role("a", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]"""));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void Principals_come_and_go_without_a_new_finding()
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
        var policy = Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""");
        runs.Snapshot.WriteDetails(Details(Role("a", attached) + "," + Role("b", attached), policy));
        var id = runs.Run().Findings.Single(finding => finding.Rule == "BCA204").Id;
        runs.Snapshot.WriteDetails(Details(Role("b", attached) + "," + Role("c", attached) + "," + Role("a"), policy));
        var finding = runs.Run().Findings.Single(finding => finding.Rule == "BCA204");
        Assert.Equal((id, FindingStatus.Open, true), (finding.Id, finding.Status, finding.IsNews));
        Assert.Equal(["b", "c"], finding.Principals.Select(principal => principal.Arn[^1..]));
        Assert.Equal([runs.Today - TimeSpan.FromDays(1), null], finding.Principals.Select(principal => principal.Since));
        Assert.Equal(["arn:aws:iam::111122223333:role/a"], finding.PrincipalsRemoved.Select(principal => principal.Arn));
        Assert.False(runs.Run().Findings.Single(finding => finding.Rule == "BCA204").IsNews);
    }

    [Fact]
    public void Another_file_another_order_and_another_version_change_no_id()
    {
        const string attached = """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""";
        var policy = Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""");
        runs.Snapshot.WriteDetails(Details(Role("a", attached) + "," + Holder("b"), policy));
        var ids = runs.Run().Findings.Select(finding => finding.Id).ToArray();
        File.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Account, "authorization-details.json"));
        runs.Snapshot.WriteCompressed(
            $"accounts/{Account}/authorization-details.json", Details(Holder("b") + "," + Role("a", attached), policy.Replace("\"v2\"", "\"v7\"", StringComparison.Ordinal)));
        var again = runs.Run();
        Assert.Equal(ids, again.Findings.Select(finding => finding.Id));
        Assert.All(again.Findings, finding => Assert.Equal((FindingStatus.Open, false), (finding.Status, finding.IsNews)));
    }

    [Fact]
    public void A_role_that_Identity_Center_makes_anew_is_the_same()
    {
        runs.Payer(PermissionSet("0123456789abcdef", "AROAOLD"));
        var first = runs.Run();
        Assert.NotEmpty(first.Findings);
        runs.Payer(PermissionSet("fedcba9876543210", "AROANEW"));
        var second = runs.Run();
        Assert.Equal(first.Findings.Select(finding => finding.Id), second.Findings.Select(finding => finding.Id));
        Assert.All(second.Findings, finding => Assert.Equal((FindingStatus.Open, false), (finding.Status, finding.IsNews)));
    }

    [Fact]
    public void Gaps_are_known_since_the_run_that_met_them_first()
    {
        runs.Payer(Role("a", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]"""));
        Assert.All(runs.Run().Gaps, gap => Assert.Null(gap.Since));
        var then = runs.Today;
        Assert.All(runs.Run().Gaps, gap => Assert.Equal(then, gap.Since));
    }

    [Fact]
    public void A_run_that_a_later_one_has_overtaken_takes_nothing_back()
    {
        runs.Payer(Holder("a"), Holder("c", "billingconductor:DeleteBillingGroup"));
        runs.Run();
        runs.Payer(Holder("b"), Holder("c", "billingconductor:*"));
        Assert.Contains("resolved a", Of(runs.Run(), "BCA204"));
        runs.Payer(Holder("a"), Holder("c", "billingconductor:DeleteBillingGroup"));
        var late = runs.RunLate();
        Assert.DoesNotContain(late.Findings, finding => finding.Rule != "BCA901" && finding.IsNews);
        Assert.Contains("open a", Of(late, "BCA204"));
        Assert.Empty(Of(late, "BCA501"));
        Assert.Null(late.Memory);
        Assert.Contains(late.Notes, note => note.StartsWith("a later run, of 2026-01-03T06:00:00Z, has left its state already", StringComparison.Ordinal));
    }

    [Fact]
    public void The_trend_has_a_point_a_run()
    {
        runs.Payer(Holder("a"));
        Assert.Empty(runs.Run().History);
        runs.Payer();
        Assert.Equal([(0 + 1, 1)], runs.Run().History.Select(run => (run.High + run.Medium, run.CanChangeMoney)));
        Assert.Equal([1, 0], runs.Run().History.Select(run => run.CanChangeMoney));
    }

    private static string PermissionSet(string suffix, string id) =>
        $$"""
        {"Path":"/aws-reserved/sso.amazonaws.com/","RoleName":"AWSReservedSSO_Fin_{{suffix}}","RoleId":"{{id}}","Arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Fin_{{suffix}}",
         "AssumeRolePolicyDocument":{{Trust}},"RolePolicyList":[{"PolicyName":"AwsSSOInlinePolicy","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"billingconductor:Delete*","Resource":"*"}]} }]}
        """;
}
