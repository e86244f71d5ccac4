using System.Collections.Immutable;
using Auditor.Engine.Evaluation;
using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class OrganizationPolicyLevelsTests
{
    private const string Payer = "100000000000";
    private const string First = "100000000001";
    private const string Second = "100000000002";
    private static readonly ImmutableArray<string> Path = ["r-1", "ou-a"];
    private static readonly PolicyDocument Document = PolicyParser.Parse(TemporarySnapshot.AllowAll, PolicyType.ServiceControlPolicy);

    private static readonly OrganizationSnapshot Whole = new()
    {
        Id = "o-1",
        ManagementAccount = Payer,
        FeatureSet = "ALL",
        Roots = [new OrganizationRoot("r-1", ["SERVICE_CONTROL_POLICY"])],
        Accounts = Accounts(new(Payer, "p", "ACTIVE", ["r-1"]), new(First, "a", "ACTIVE", Path), new(Second, "b", "ACTIVE", Path)),
        Policies = [Scp("p-1", Document, "r-1", "ou-a", First, Second)],
    };

    [Fact]
    public void Levels_go_from_the_root_to_the_account()
    {
        var levels = Levels(Whole);
        Assert.Empty(levels.Gaps);
        var found = levels.ServiceControlPoliciesOf(First)!.Value;
        Assert.Equal(["r-1", "ou-a", First], found.Select(level => level.TargetId));
        Assert.All(found, level => Assert.Equal(new PolicySource("arn:p-1", "p-1"), Assert.Single(level.Policies).Source));
        Assert.Equal(ServiceControlExemption.None, levels.ExemptionOf(First));
    }

    [Fact]
    public void Accounts_of_one_path_share_their_levels()
    {
        var levels = Levels(Whole);
        var first = levels.ServiceControlPoliciesOf(First)!.Value;
        var second = levels.ServiceControlPoliciesOf(Second)!.Value;
        Assert.Same(first[0], second[0]);
        Assert.Same(first[1], second[1]);
        Assert.True(first[2].Policies == second[2].Policies);
    }

    [Fact]
    public void The_payer_is_exempt()
    {
        var levels = Levels(Whole with { Policies = [] });
        Assert.Equal(ServiceControlExemption.ManagementAccount, levels.ExemptionOf(Payer));
        Assert.Null(levels.ServiceControlPoliciesOf(Payer));
        Assert.Null(levels.ResourceControlPoliciesOf(Payer));
    }

    [Fact]
    public void Consolidated_billing_has_no_policies()
    {
        var levels = Levels(Whole with { FeatureSet = "CONSOLIDATED_BILLING", Policies = [] });
        Assert.Equal(ServiceControlExemption.ConsolidatedBilling, levels.ExemptionOf(First));
        Assert.Null(levels.ServiceControlPoliciesOf(First));
        Assert.Empty(levels.Gaps);
    }

    [Fact]
    public void A_type_that_is_not_enabled_does_not_apply()
    {
        var levels = Levels(Whole with { Roots = [new OrganizationRoot("r-1", [])] });
        Assert.Equal(ServiceControlExemption.NotEnabled, levels.ExemptionOf(First));
        Assert.Null(levels.ServiceControlPoliciesOf(First));
        Assert.Null(levels.ResourceControlPoliciesOf(First));
    }

    [Theory]
    [InlineData(true, ServiceControlExemption.None)]
    [InlineData(false, ServiceControlExemption.NotEnabled)]
    public void Without_policy_types_a_target_tells_whether_the_type_is_enabled(bool hasTarget, ServiceControlExemption exemption)
    {
        var policy = Scp("p-1", Document) with { Targets = hasTarget ? ["r-1", "ou-a", First, Second] : [] };
        foreach (var roots in (ImmutableArray<OrganizationRoot>[])[[], [new OrganizationRoot("r-1", null)]])
            Assert.Equal(exemption, Levels(Whole with { Roots = roots, Policies = [policy] }).ExemptionOf(First));
    }

    [Fact]
    public void A_level_without_policies_is_unread_and_one_gap_with_the_number_of_accounts()
    {
        var levels = Levels(Whole with { Policies = [Scp("p-1", Document, "r-1", First, Second)] });
        var found = levels.ServiceControlPoliciesOf(First)!.Value;
        Assert.Equal([false, true, false], found.Select(level => level.Policies.Single().Document.IsUnreadable));
        var gap = Assert.Single(levels.Gaps);
        Assert.Equal((GapKind.ScpUnreadable, "ou-a"), (gap.Kind, gap.What));
        Assert.Contains("2 accounts", gap.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_without_policies_are_one_gap_for_their_unit()
    {
        var levels = Levels(Whole with { Policies = [Scp("p-1", Document, "r-1", "ou-a")] });
        Assert.True(levels.ServiceControlPoliciesOf(First)!.Value[2].Policies.Single().Document.IsUnreadable);
        Assert.Equal("ou-a", Assert.Single(levels.Gaps).What);
        levels = Levels(Whole with { Policies = [Scp("p-1", Document, "r-1", "ou-a", First)] });
        Assert.Equal((Second, Second), (Assert.Single(levels.Gaps).What, levels.Gaps[0].Account));
    }

    [Fact]
    public void A_policy_without_content_makes_its_levels_unread()
    {
        var levels = Levels(Whole with { Policies = [.. Whole.Policies, Scp("p-2", null, "ou-a")] });
        var found = levels.ServiceControlPoliciesOf(First)!.Value;
        Assert.Equal([1, 2, 1], found.Select(level => level.Policies.Length));
        Assert.True(found[1].Policies[1].Document.IsUnreadable);
        var gap = Assert.Single(levels.Gaps);
        Assert.Equal("arn:p-2", gap.What);
        Assert.Contains("2 accounts", gap.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_targets_makes_every_level_unread()
    {
        var levels = Levels(Whole with { Policies = [Scp("p-1", Document) with { Targets = null }] });
        Assert.All(levels.ServiceControlPoliciesOf(First)!.Value, level => Assert.True(Assert.Single(level.Policies).Document.IsUnreadable));
        Assert.Equal("arn:p-1", Assert.Single(levels.Gaps).What);
    }

    [Fact]
    public void A_policy_without_content_that_is_attached_nowhere_is_no_gap() =>
        Assert.Empty(Levels(Whole with { Policies = [.. Whole.Policies, Scp("p-2", null)] }).Gaps);

    [Theory]
    [InlineData(First)]
    [InlineData("999999999999")]
    public void An_account_without_known_place_has_an_unread_level(string account)
    {
        var levels = Levels(Whole with { Accounts = Whole.Accounts.SetItem(First, new OrganizationAccount(First, "a", "ACTIVE", null)) });
        Assert.Equal(ServiceControlExemption.None, levels.ExemptionOf(account));
        var level = Assert.Single(levels.ServiceControlPoliciesOf(account)!.Value);
        Assert.True(Assert.Single(level.Policies).Document.IsUnreadable);
    }

    [Fact]
    public void Resource_control_policies_go_the_same_way()
    {
        var rcp = Scp("p-r", Document, "r-1", "ou-a", First) with { Type = PolicyType.ResourceControlPolicy };
        var organization = Whole with { Policies = [.. Whole.Policies, rcp], Roots = [new("r-1", ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"])] };
        var levels = Levels(organization);
        Assert.Equal(["arn:p-r", "arn:p-r", "arn:p-r"], levels.ResourceControlPoliciesOf(First)!.Value.Select(level => level.Policies.Single().Source.Id));
        Assert.True(levels.ResourceControlPoliciesOf(Second)!.Value[2].Policies.Single().Document.IsUnreadable);
        Assert.Equal(Second, Assert.Single(levels.Gaps).Account);
    }

    [Fact]
    public void Outside_an_organization_nothing_applies()
    {
        var levels = new OrganizationPolicyLevels(null, OrganizationKnowledge.Standalone);
        Assert.Equal(ServiceControlExemption.NoOrganization, levels.ExemptionOf(First));
        Assert.Null(levels.ServiceControlPoliciesOf(First));
        Assert.Equal(ServiceControlExemption.None, new OrganizationPolicyLevels(null, OrganizationKnowledge.Missing).ExemptionOf(First));
    }

    private static OrganizationPolicyLevels Levels(OrganizationSnapshot organization) => new(organization, OrganizationKnowledge.Known);

    private static OrganizationPolicy Scp(string id, PolicyDocument? document, params string[] targets) =>
        new() { Id = id, Arn = "arn:" + id, Name = id, Type = PolicyType.ServiceControlPolicy, Document = document, Targets = [.. targets] };

    private static ImmutableSortedDictionary<string, OrganizationAccount> Accounts(params OrganizationAccount[] accounts) =>
        accounts.ToImmutableSortedDictionary(account => account.Id, account => account, StringComparer.Ordinal);
}
