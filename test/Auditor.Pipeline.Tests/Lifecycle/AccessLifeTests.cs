using Auditor.Pipeline.Inventory;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;
using static Auditor.Pipeline.Tests.Lifecycle.Runs;

namespace Auditor.Pipeline.Tests.Lifecycle;

/// <summary>Who has gained or lost access is told by two runs that could tell, and told once, however many could not in between.</summary>
public sealed class AccessLifeTests : IDisposable
{
    private const string Inventory = "accounts/111122223333/billing-conductor.json";
    private const string Group = """{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/444455556666","Name":"g"}""";
    private const string Empty = """{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""";
    private readonly Runs runs = new();

    public void Dispose() => runs.Dispose();

    [Theory]
    [InlineData("""{"BillingGroups":[],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"NextToken":"x"}""")]
    [InlineData("{")]
    public void Two_runs_that_could_not_read_the_inventory_are_not_compared(string second)
    {
        runs.Payer(Holder("a").Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:billingconductor::111122223333:billinggroup/444455556666\"", StringComparison.Ordinal));
        runs.Snapshot.Write(Inventory, $$"""{"BillingGroups":[{{Group}}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"NextToken":"x"}""");
        runs.Run();
        runs.Snapshot.Write(Inventory, second);
        var report = runs.Run();
        Assert.Empty(Of(report, "BCA501"));
        Assert.Contains(report.Notes, note => note.StartsWith("who has gained or lost access since the run of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Two_runs_that_know_all_of_the_inventory_are_compared_be_it_none(bool isThere)
    {
        if (isThere)
            runs.Snapshot.Write(Inventory, Empty);
        runs.Payer(Holder("a"));
        runs.Run();
        runs.Payer(Holder("a", "billingconductor:*"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA501"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_gained_while_the_payer_could_not_be_read_is_told_afterwards(bool hasInventory)
    {
        if (hasInventory)
            runs.Snapshot.Write(Inventory, Empty);
        runs.Payer(Holder("a"));
        runs.Run();
        Directory.Delete(Path.Combine(runs.Snapshot.Root, "accounts", Account), recursive: true);
        Assert.Empty(Of(runs.Run(), "BCA501"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
        runs.Payer(Holder("a", "billingconductor:*"));
        if (hasInventory)
            runs.Snapshot.Write(Inventory, Empty);
        Assert.Equal(["new a"], Of(runs.Run(), "BCA501"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[],"Policies":[],"IsTruncated":true,"Marker":"x"}""")]
    [InlineData("""{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[null],"Policies":[]}""")]
    public void What_those_gained_who_could_not_be_met_is_told_afterwards(string details)
    {
        runs.Payer(Holder("a"), Holder("b", "s3:GetObject"));
        runs.In(Member, Holder("m", "s3:GetObject", Member));
        runs.Run();
        runs.Snapshot.WriteDetails(details).WriteDetails(details, Member);
        Assert.Empty(Of(runs.Run(), "BCA501"));
        runs.Payer(Holder("a", "billingconductor:*"), Holder("b"), Holder("c"));
        runs.In(Member, Holder("m", account: Member));
        Assert.Equal(["new a", "new b", "new m"], Of(runs.Run(), "BCA501").Order(StringComparer.Ordinal));
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Theory]
    [InlineData(Account)]
    [InlineData(Member)]
    public void What_was_gained_while_a_policy_was_not_readable_is_told_afterwards(string account)
    {
        runs.Payer().In(account, Holder("a", account: account));
        runs.Run();
        foreach (var _ in Enumerable.Range(0, 2))
        {
            runs.In(account, Unreadable(account));
            Assert.Empty(Of(runs.Run(), "BCA501"));
        }

        runs.In(account, Holder("a", "billingconductor:*", account));
        var change = Assert.Single(runs.Run().Findings, finding => finding.Rule == "BCA501").Draft;
        Assert.StartsWith("a can do what it could not do as far as the run of 2026-01-02 06:00 UTC and later ones could tell: ", change.Explanation, StringComparison.Ordinal);
        Assert.EndsWith($"What changed: the policy arn:aws:iam::{account}:role/a x changed.", change.Explanation, StringComparison.Ordinal);
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Fact]
    public void What_only_broad_grants_gave_in_a_member_account_is_remembered_through_an_unreadable_policy()
    {
        runs.Payer().In(Member, Holder("a", "*", Member));
        runs.Run();
        runs.In(Member, Unreadable(Member));
        runs.Run();
        Assert.Equal((ActionMask.All, 0UL), (runs.Memory!.Accounts[Member].Find("AROAa")!.Held, runs.Memory.Accounts[Member].Find("AROAa")!.Unknown));
        runs.In(Member, Holder("a", account: Member));
        Assert.Equal("a lost access to Billing Conductor", Assert.Single(runs.Run().Findings, finding => finding.Rule == "BCA501").Draft.Title);
    }

    [Fact]
    public void Who_is_gone_from_an_account_that_was_read_whole_is_forgotten()
    {
        runs.Payer(Holder("a"), Role("b"));
        runs.Run();
        Assert.NotNull(runs.Memory!.Accounts[Account].Find("AROAb"));
        runs.Payer(Holder("a"), "null");
        runs.Run();
        Assert.NotNull(runs.Memory!.Accounts[Account].Find("AROAb"));
        runs.Payer(Holder("a"));
        runs.Run();
        Assert.Null(runs.Memory!.Accounts[Account].Find("AROAb"));
        Assert.NotNull(runs.Memory!.Accounts[Account].Find("AROAa"));
    }

    [Fact]
    public void An_inventory_that_is_gone_is_not_compared_with_the_one_that_was()
    {
        runs.Snapshot.Write(Inventory, $$"""{"BillingGroups":[{{Group}}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[]}""");
        runs.Payer(Holder("a"));
        runs.Run();
        File.Delete(Path.Combine(runs.Snapshot.Root, Inventory));
        runs.Payer(Holder("a", "billingconductor:*"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
        runs.Payer(Holder("a"));
        Assert.Equal(["new a"], Of(runs.Run(), "BCA501"));
    }

    /// <summary>Roles of an Identity Center that is no more stay behind beside those of the new one.</summary>
    [Fact]
    public void Of_two_roles_of_one_permission_set_each_is_compared_with_itself()
    {
        runs.Payer(PermissionSet("a", "billingconductor:DeleteBillingGroup"), PermissionSet("b", "billingconductor:UpdateBillingGroup"));
        runs.Run();
        runs.Payer(PermissionSet("b", "billingconductor:CreatePricingRule"), PermissionSet("a", "billingconductor:DeleteBillingGroup"));
        var change = Assert.Single(runs.Run().Findings, finding => finding.Rule == "BCA501");

        Assert.EndsWith("AWSReservedSSO_Fin_b000000000000000", change.Principals.Single().Arn, StringComparison.Ordinal);
        Assert.Equal("billingconductor:CreatePricingRule,billingconductor:UpdateBillingGroup", change.Draft.Matter);
        Assert.Equal("sso:Fin", change.Draft.Subject.Key);
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Fact]
    public void A_second_role_of_a_permission_set_is_no_change_of_the_first()
    {
        runs.Payer(PermissionSet("a", "billingconductor:DeleteBillingGroup"));
        runs.Run();
        runs.Payer(PermissionSet("a", "billingconductor:DeleteBillingGroup"), PermissionSet("b", "billingconductor:*"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
        runs.Payer(PermissionSet("b", "billingconductor:*"));
        Assert.Empty(Of(runs.Run(), "BCA501"));
    }

    [Fact]
    public void A_role_whose_twin_comes_or_goes_is_compared_with_itself_all_the_same()
    {
        runs.Payer(PermissionSet("a", "billingconductor:DeleteBillingGroup"));
        runs.Run();
        runs.Payer(PermissionSet("a", "billingconductor:UpdateBillingGroup"), PermissionSet("b", "billingconductor:*"));
        Assert.Equal(["new AWSReservedSSO_Fin_a000000000000000"], Of(runs.Run(), "BCA501"));
        runs.Payer(PermissionSet("b", "billingconductor:UpdateBillingGroup"));
        Assert.Equal(["new AWSReservedSSO_Fin_b000000000000000"], Of(runs.Run(), "BCA501"));
    }

    private static string PermissionSet(string suffix, string action)
    {
        var name = $"AWSReservedSSO_Fin_{suffix}000000000000000";
        return $$"""
            {"Path":"/aws-reserved/sso.amazonaws.com/","RoleName":"{{name}}","RoleId":"AROA{{suffix}}","Arn":"arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/{{name}}",
             "AssumeRolePolicyDocument":{{Trust}},"RolePolicyList":[{"PolicyName":"x","PolicyDocument":{"Statement":[{"Effect":"Allow","Action":"{{action}}","Resource":"*"}]} }]}
            """;
    }

    private static string Unreadable(string account) => Role("a", """ "RolePolicyList":[{"PolicyName":"x","PolicyDocument":"{"}]""", account);
}
