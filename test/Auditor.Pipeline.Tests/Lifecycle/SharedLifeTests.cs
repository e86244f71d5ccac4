using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>What is about the organization rests on every account: where one is out of sight it neither goes nor becomes something else.</summary>
public sealed class SharedLifeTests : IDisposable
{
    private const string List = "billingconductor:ListBillingGroups";
    private const string Retired = """{"Statement":[{"Effect":"Allow","Action":"aws-portal:ViewBilling","Resource":"*"}]}""";
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("{")]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":true,"Marker":"x"}""")]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[null],"Policies":[]}""")]
    public void A_shared_statement_stays_shared_while_others_that_have_it_are_out_of_sight(string? details)
    {
        runs.Payer(Holder("reader", List)).In(Member, Holder("other", List, Member));
        var first = Finding("BCA204");
        Assert.Equal("organization", first.Draft.Subject.Kind);
        HideMember(details);
        for (var day = 0; day < 3; day++)
        {
            var report = runs.Run();
            Assert.Equal(["open reader"], Of(report, "BCA204"));
            Assert.Equal(first.Id, report.Findings.Single(finding => finding.Rule == "BCA204").Id);
            Assert.DoesNotContain(report.Findings, finding => finding.Status == FindingStatus.Resolved || (finding.Status == FindingStatus.New && finding.Rule != "BCA901"));
        }

        runs.In(Member, Holder("other", List, Member));
        Assert.Equal((first.Id, FindingStatus.Open), (Finding("BCA204").Id, runs.Run().Findings.Single(finding => finding.Rule == "BCA204").Status));
    }

    [Fact]
    public void A_statement_that_nobody_else_has_any_more_is_its_policys()
    {
        runs.Payer(Holder("reader", List)).In(Member, Holder("other", List, Member));
        var first = Finding("BCA204");
        runs.In(Member);
        var second = runs.Run();
        Assert.Equal(["new reader", "resolved reader"], Of(second, "BCA204"));
        Assert.Equal(["policy", "organization"], second.Findings.Where(finding => finding.Rule == "BCA204").Select(finding => finding.Draft.Subject.Kind));
        Assert.NotEqual(first.Id, second.Findings.First(finding => finding.Rule == "BCA204").Id);
    }

    [Fact]
    public void What_is_about_several_accounts_is_not_resolved_while_one_of_them_is_out_of_sight()
    {
        Write(Account, Policy("free", Retired)).Write(Member, Policy("free", Retired, Member));
        Assert.Equal(FindingStatus.New, Finding("BCA402").Status);
        Write(Account, "");
        HideMember(null);
        Assert.Equal(FindingStatus.Open, Finding("BCA402").Status);
        Assert.Equal(FindingStatus.Open, Finding("BCA402").Status);
        Write(Member, "");
        Assert.Equal(FindingStatus.Resolved, Finding("BCA402").Status);
    }

    [Fact]
    public void An_account_that_left_a_list_in_doubt_may_have_it_still()
    {
        File.Delete(Path.Combine(runs.Snapshot.Root, "organization.json"));
        Write(Account, Policy("free", Retired)).Write(Member, Policy("free", Retired, Member));
        Assert.Equal(FindingStatus.New, Finding("BCA402").Status);
        Write(Account, "");
        HideMember(null);
        Assert.Equal(FindingStatus.Open, Finding("BCA402").Status);
        Write(Member, "");
        Assert.Equal(FindingStatus.Resolved, Finding("BCA402").Status);
    }

    [Fact]
    public void Who_is_out_of_sight_is_not_told_as_gone()
    {
        runs.Payer(Holder("m", List)).In(Member, Holder("other", List, Member));
        var first = Finding("BCA304");
        Assert.Equal("organization", first.Draft.Subject.Kind);
        HideMember(null);
        Assert.All(runs.Run().Findings, finding => Assert.Empty(finding.PrincipalsRemoved));
    }

    private Finding Finding(string rule) => runs.Run().Findings.Single(finding => finding.Rule == rule);

    private SharedLifeTests Write(string account, string policies)
    {
        runs.Snapshot.WriteDetails(Details(policies: policies), account);
        return this;
    }

    private void HideMember(string? details)
    {
        if (details is null)
            Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Member), recursive: true);
        else
            runs.Snapshot.WriteDetails(details, Member);
    }
}
