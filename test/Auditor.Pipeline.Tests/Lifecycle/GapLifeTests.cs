using Auditor.Pipeline.Findings;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>What could not be read resolves nothing, and tells nobody that access has changed.</summary>
public sealed class GapLifeTests : IDisposable
{
    private const string BrokenTrust = """ "RolePolicyList":[],"AssumeRolePolicyDocument":{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole","Condition":{"NewOperator":{"a":"b"}}}]}""";
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("""{"call":"organizations:ListAccounts","code":"AccessDenied","permission":"organizations:ListAccounts"}""")]
    [InlineData("""{"account":"111122223333","call":"billingconductor:ListBillingGroups","code":"AccessDenied","permission":"billingconductor:ListBillingGroups"}""")]
    [InlineData("""{"account":"444455556666","call":"iam:GetPolicyVersion","code":"AccessDenied","permission":"iam:GetPolicyVersion"}""")]
    public void A_call_that_was_refused_resolves_nothing_that_was_seen_before(string refusal)
    {
        runs.Payer().In(Member, Holder("m", account: Member));
        Assert.Equal(["new m"], Of(runs.Run(), "BCA304"));
        runs.In(Member);
        Refuse(refusal);
        Assert.Equal(["open m"], Of(runs.Run(), "BCA304"));
        // The gap is known now, and still it hides what nobody has seen since.
        Assert.Equal(["open m"], Of(runs.Run(), "BCA304"));
        Refuse("");
        Assert.Equal(["resolved m"], Of(runs.Run(), "BCA304"));
    }

    [Theory]
    [InlineData("cloudtrail:LookupEvents")]
    [InlineData("iam:GetServiceLastAccessedDetails")]
    public void What_somebody_used_hides_nothing_that_rests_on_policies(string permission)
    {
        runs.Payer(Holder("a"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        runs.Payer();
        Refuse($$"""{"account":"111122223333","call":"{{permission}}","code":"AccessDenied","permission":"{{permission}}"}""");
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void What_was_found_in_spite_of_a_gap_is_resolved_in_spite_of_it()
    {
        Refuse("""{"call":"organizations:ListAccounts","code":"AccessDenied","permission":"organizations:ListAccounts"}""");
        runs.Payer().In(Member, Holder("m", account: Member));
        Assert.Equal(["new m"], Of(runs.Run(), "BCA304"));
        runs.In(Member);
        Assert.Equal(["resolved m"], Of(runs.Run(), "BCA304"));
    }

    [Fact]
    public void A_trust_policy_that_cannot_be_read_any_more_resolves_nothing_in_its_account()
    {
        runs.Payer(Holder("a"), Role("b", """ "RolePolicyList":[]"""));
        runs.Run();
        runs.Payer(Role("b", BrokenTrust));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Payer(Role("b", """ "RolePolicyList":[]"""));
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void A_known_gap_that_grows_resolves_nothing()
    {
        runs.Payer("null", Holder("a"), Holder("b", "billingconductor:ListBillingGroups"));
        Assert.Equal(["new a", "new b"], Of(runs.Run(), "BCA204"));
        var grown = runs.Today.AddDays(1);
        runs.Payer("null", "null", Holder("b", "billingconductor:ListBillingGroups"));
        var second = runs.Run();
        Assert.Equal(["open a", "open b"], Of(second, "BCA204"));
        Assert.All(second.Gaps, gap => Assert.Null(gap.Since));
        var third = runs.Run();
        Assert.Equal(["open a", "open b"], Of(third, "BCA204"));
        Assert.All(third.Gaps, gap => Assert.Equal(grown, gap.Since));
        // One that has not grown hides nothing that was seen in spite of it.
        runs.Payer("null", "null", Role("b"));
        Assert.Equal(["open a", "resolved b"], Of(runs.Run(), "BCA204"));
        runs.Payer("null");
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Payer();
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Fact]
    public void A_statement_more_that_cannot_be_read_in_a_known_policy_resolves_nothing()
    {
        runs.Snapshot.WriteDetails(Details(policies: Policy("free", Statements("Permit", "Allow"))));
        Assert.Equal(["new "], Of(runs.Run(), "BCA402"));
        runs.Snapshot.WriteDetails(Details(policies: Policy("free", Statements("Permit", "Permit"))));
        Assert.Equal(["open "], Of(runs.Run(), "BCA402"));
        runs.Snapshot.WriteDetails(Details(policies: Policy("free", """{"Statement":[]}""")));
        Assert.Equal(["resolved "], Of(runs.Run(), "BCA402"));
    }

    [Fact]
    public void An_inventory_that_is_cut_off_may_lack_other_resources_each_time()
    {
        const string group = """{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/444455556666","Name":"g"}""";
        const string inventory = "accounts/111122223333/billing-conductor.json";
        runs.Payer(Holder("a").Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:billingconductor::111122223333:billinggroup/444455556666\"", StringComparison.Ordinal));
        runs.Snapshot.Write(inventory, $$"""{"BillingGroups":[{{group}}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"NextToken":"x"}""");
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        runs.Snapshot.Write(inventory, """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"NextToken":"x"}""");
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        runs.Snapshot.Write(inventory, """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""");
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1461)]
    public void What_a_gap_hides_it_hides_though_the_clock_stood_still_or_was_wrong(int days)
    {
        runs.Payer(Holder("a"), Shared("b"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA204"));
        runs.Payer("null", Shared("b"));
        Assert.Equal(["open a"], Of(runs.Run(days), "BCA204"));
        Assert.Equal(["open a"], Of(runs.Run(), "BCA204"));
        Assert.Equal(["open a"], Of(runs.Run(days), "BCA204"));
        runs.Payer();
        Assert.Equal(["resolved a"], Of(runs.Run(), "BCA204"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1461)]
    public void A_principal_that_a_gap_hides_is_not_gone_though_the_clock_stood_still_or_was_wrong(int days)
    {
        runs.Payer(Shared("a"), Shared("b"));
        WriteShared("a", "b");
        Assert.Equal(2, Finding().Principals.Length);
        WriteShared("a");
        Refuse("""{"account":"111122223333","call":"iam:GetPolicyVersion","code":"AccessDenied","permission":"iam:GetPolicyVersion"}""");
        Assert.Empty(runs.Run(days).Findings.Single(finding => finding.Rule == "BCA204").PrincipalsRemoved);
        Assert.Empty(Finding().PrincipalsRemoved);
        Refuse("");
        Assert.Equal(Arn + "b", Assert.Single(Finding().PrincipalsRemoved).Arn);
    }

    [Fact]
    public void A_principal_that_an_old_gap_hides_is_not_told_as_gone()
    {
        runs.Payer(Shared("a"), Shared("b"));
        WriteShared("a", "b");
        Assert.Equal(2, Finding().Principals.Length);
        WriteShared("a");
        Refuse("""{"account":"111122223333","call":"iam:GetPolicyVersion","code":"AccessDenied","permission":"iam:GetPolicyVersion"}""");
        Assert.Empty(Finding().PrincipalsRemoved);
        Assert.Empty(Finding().PrincipalsRemoved);
        Refuse("");
        Assert.Equal(Arn + "b", Assert.Single(Finding().PrincipalsRemoved).Arn);
    }

    [Fact]
    public void Access_that_differs_by_what_was_read_has_not_changed()
    {
        const string denied = """{"account":"111122223333","call":"billingconductor:ListBillingGroups","code":"AccessDenied","permission":"billingconductor:ListBillingGroups"}""";
        runs.Snapshot.Write("accounts/111122223333/billing-conductor.json", """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""");
        runs.Payer(Holder("a"));
        runs.Run();
        runs.Payer(Holder("a", "billingconductor:*"));
        Refuse(denied);
        var during = runs.Run();
        Assert.Empty(Of(during, "BCA501"));
        Assert.Contains(during.Notes, note => note.StartsWith("who has gained or lost access since the run of", StringComparison.Ordinal));
        Refuse("");
        // The last run that could tell is what it is compared with.
        Assert.Equal(["new a"], Of(runs.Run(), "BCA501"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Fact]
    public void Without_the_organization_nobody_has_gained_or_lost_and_no_finding_gets_another_id()
    {
        runs.Payer(Holder("a"), Holder("b", "billing-conductor:ListBillingGroups"));
        var ids = runs.Run().Findings.Select(finding => finding.Id).ToHashSet(StringComparer.Ordinal);
        runs.Snapshot.Write("organization.json", "{");
        var during = runs.Run();
        Assert.Empty(Of(during, "BCA501"));
        Assert.DoesNotContain(during.Findings, finding => finding.Rule.StartsWith("BCA4", StringComparison.Ordinal) && !ids.Contains(finding.Id));
        runs.Snapshot.Write("organization.json", Organization);
        var after = runs.Run();
        Assert.Empty(Of(after, "BCA501"));
        Assert.DoesNotContain(after.Findings, finding => ids.Contains(finding.Id) && finding.Status == FindingStatus.Resolved);
    }

    private const string Arn = "arn:aws:iam::111122223333:role/";

    private void Refuse(string refusal) =>
        runs.Snapshot.Write("snapshot.json", $$"""{"schemaVersion":1,"takenAt":"2026-01-01T00:00:00Z","partition":"aws","coverage":{"accountsExpected":2,"accountsRead":2,"refused":[{{refusal}}]} }""");

    private static string Statements(string first, string second) =>
        $$"""{"Statement":[{"Effect":"{{first}}","Action":"s3:GetObject","Resource":"*"},{"Effect":"{{second}}","Action":"aws-portal:ViewBilling","Resource":"*"}]}""";

    private Finding Finding() => runs.Run().Findings.Single(finding => finding.Rule == "BCA204");

    private static string Shared(string name) => Role(name, """ "AttachedManagedPolicies":[{"PolicyName":"p","PolicyArn":"arn:aws:iam::111122223333:policy/p"}]""");

    private void WriteShared(params IEnumerable<string> names) => runs.Snapshot.WriteDetails(Details(
        string.Join(',', names.Select(Shared)), Policy("p", """{"Statement":[{"Effect":"Allow","Action":"billingconductor:UpdateBillingGroup","Resource":"*"}]}""")));
}
