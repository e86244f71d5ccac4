using System.Collections.Immutable;
using Auditor.Pipeline.Collect;
using Auditor.Pipeline.Simulate;
using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Collect;

/// <summary>A service control policy that may exist and was not read leaves what it may deny unknown.</summary>
public sealed class DamagedOrganizationTests : IDisposable
{
    private const string Action = "sts:GetSessionToken";
    private const string Payer = "100000000000";
    private const string Enabled = """[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]""";
    private const string Targets = $$"""[{"TargetId":"r-1"},{"TargetId":"{{Account}}"}]""";
    private const string FullAccess = $$"""{"PolicySummary":{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true},"Targets":{{Targets}}}""";
    private const string Known = """{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"ALL"}""";
    private static readonly string Member = Place(Account);

    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Fact]
    public void Full_access_without_content_allows_everything() => AssertAccess(Verdict.All, Organization());

    [Fact]
    public void A_deny_denies() => AssertAccess(Verdict.None, Organization(policies: FullAccess + "," + Deny("p-2", Targets)));

    [Theory]
    [InlineData("[{\"Type\":\"SERVICE_CONTROL_POLICY\"}]")]
    [InlineData("[{\"Status\":\"ENABLED\"}]")]
    [InlineData("[7]")]
    [InlineData("{}")]
    [InlineData("null")]
    public void Types_of_policy_that_are_not_known_do_not_switch_them_off(string types) =>
        AssertAccess(Verdict.None, Organization(types, FullAccess + "," + Deny("p-2", Targets)));

    [Fact]
    public void A_root_whose_policy_types_stand_twice_does_not_switch_them_off() =>
        AssertAccess(Verdict.None, Organization($"[],\"PolicyTypes\":{Enabled}", FullAccess + "," + Deny("p-2", Targets)));

    [Theory]
    [InlineData("")]
    [InlineData(",\"Policies\":null")]
    [InlineData(",\"Roots\":[{\"Id\":\"r-1\"}]")]
    public void Without_a_list_of_policies_nobody_can_tell(string rest)
    {
        var gaps = AssertAccess(Verdict.Unknown, $$"""{"Organization":{{Known}},"Accounts":[{{Member}}]{{rest}}}""");
        Assert.Contains(gaps, gap => gap is { Kind: GapKind.ScpUnreadable, What: "Policies" } && gap.Error.StartsWith("the member `Policies` is not in the snapshot", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"Organization":{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"CONSOLIDATED_BILLING"},""", "")]
    [InlineData("""{"Organization":{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"ALL"},"Roots":[{"Id":"r-1","PolicyTypes":[]}],""", "")]
    [InlineData("""{"Organization":{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"ALL"},""", ",\"Policies\":[]")]
    public void Without_a_list_of_policies_none_binds_where_their_types_are_known_not_to_be_enabled_or_the_list_is_empty(string before, string rest) =>
        Assert.Empty(AssertAccess(Verdict.All, $$"""{{before}}"Accounts":[{{Member}}]{{rest}}}"""));

    [Theory]
    [InlineData(null, true)]
    [InlineData(Payer, false)]
    public void An_organization_without_a_payer_is_a_gap_unless_somebody_names_him(string? payer, bool isGap)
    {
        var gaps = AssertAccess(isGap ? Verdict.Conditional : Verdict.All, Organization().Replace("\"MasterAccountId\":\"100000000000\",", "", StringComparison.Ordinal), payer);
        Assert.Equal(isGap, gaps.Any(gap => gap.Error.Contains("MasterAccountId", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    public void Without_policy_types_and_without_any_targets_the_layer_is_unreadable(string targets)
    {
        var gaps = AssertAccess(Verdict.Unknown, Organization("null", Deny("p-1", targets) + "," + Deny("p-2", targets)));
        Assert.Contains(gaps, gap => gap.Kind == GapKind.ScpUnreadable);
    }

    [Fact]
    public void Without_policy_types_and_with_empty_targets_there_is_no_layer() =>
        Assert.Empty(AssertAccess(Verdict.All, Organization("null", Deny("p-1", "[]"))));

    [Theory]
    [InlineData("all")]
    [InlineData("SOMETHING")]
    public void Only_consolidated_billing_is_without_policies(string features) =>
        AssertAccess(Verdict.None, Organization(policies: FullAccess + "," + Deny("p-2", Targets)).Replace("ALL\"", features + "\"", StringComparison.Ordinal));

    [Fact]
    public void Consolidated_billing_is_without_policies() =>
        AssertAccess(Verdict.All, Organization(policies: Deny("p-2", Targets)).Replace("ALL\"", "CONSOLIDATED_BILLING\"", StringComparison.Ordinal));

    [Fact]
    public void A_policy_that_stands_twice_makes_the_layer_unreadable() =>
        AssertAccess(Verdict.Unknown, Organization(policies: FullAccess + "," + Deny("p-2", "[]") + "," + Deny("p-2", Targets)));

    [Theory]
    [InlineData(",\"Policies\":[DENY]")]
    [InlineData(",\"NextToken\":\"x\"")]
    [InlineData(",\"IsTruncated\":true")]
    public void Policies_that_are_not_all_there_make_the_layer_unreadable(string more)
    {
        var organization = Organization()[..^1] + more.Replace("DENY", Deny("p-2", Targets), StringComparison.Ordinal) + "}";
        Assert.NotEmpty(AssertAccess(Verdict.Unknown, organization));
    }

    [Fact]
    public void A_standalone_account_that_is_also_an_organization_is_unreadable()
    {
        snapshot.Write("organization.json", "{\"Organization\":null," + Organization()[1..]);
        Assert.Equal(OrganizationKnowledge.Unreadable, snapshot.Open().OrganizationKnowledge);
    }

    [Fact]
    public void An_account_in_two_places_is_in_none()
    {
        var gaps = AssertAccess(Verdict.Unknown, Organization(accounts: Member + "," + Place(Account, "ou-x")));
        Assert.Contains(gaps, gap => gap.Kind == GapKind.ScpUnreadable && gap.Account == Account);
    }

    [Fact]
    public void An_account_that_stands_twice_in_one_place_is_there() => AssertAccess(Verdict.All, Organization(accounts: Member + "," + Member));

    [Theory]
    [InlineData("""{"Id":"ou-1","ParentId":"ou-2"},{"Id":"ou-2","ParentId":"ou-1"}""")]
    [InlineData("""{"Id":"ou-1","ParentId":"ou-1"}""")]
    [InlineData("""{"Id":"ou-1","ParentId":"r-1"},{"Id":"ou-1","ParentId":"ou-2"},{"Id":"ou-2","ParentId":"r-1"}""")]
    [InlineData("""{"Id":"ou-1"}""")]
    [InlineData("")]
    public void Units_that_lead_nowhere_leave_the_place_unknown(string units)
    {
        var organization = Organization(accounts: Place(Account, "ou-1"))[..^1] + $",\"OrganizationalUnits\":[{units}]}}";
        var gap = Assert.Single(AssertAccess(Verdict.Unknown, organization), gap => gap.Account == Account);
        Assert.Equal((GapKind.ScpUnreadable, "organization.json", 1), (gap.Kind, gap.File, gap.Line));
        Assert.Equal(organization.IndexOf($"{{\"Id\":\"{Account}\"", StringComparison.Ordinal) + 1, gap.Column);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\"12345\"")]
    [InlineData("7")]
    public void A_payer_that_cannot_be_told_makes_no_denial_certain(string id)
    {
        var organization = Organization(policies: FullAccess + "," + Deny("p-2", Targets)).Replace($"\"{Payer}\",\"Feature", $"{id},\"Feature", StringComparison.Ordinal);
        AssertAccess(Verdict.Conditional, organization);
    }

    [Fact]
    public void The_payer_that_the_user_names_is_free_of_the_policies()
    {
        var organization = Organization(policies: FullAccess + "," + Deny("p-2", Targets)).Replace($"\"{Payer}\",\"Feature", "null,\"Feature", StringComparison.Ordinal);
        AssertAccess(Verdict.All, organization, Account);
        AssertAccess(Verdict.None, organization, Payer);
    }

    private static string Place(string account, string parent = "r-1") => $$"""{"Id":"{{account}}","Name":"a","State":"ACTIVE","ParentId":"{{parent}}"}""";

    private static string Deny(string id, string targets) => $$"""
        {"PolicySummary":{"Id":"{{id}}","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"} }","Targets":{{targets}} }
        """;

    private static string Organization(string types = Enabled, string policies = FullAccess, string? accounts = null) =>
        $$"""{"Organization":{{Known}},"Roots":[{"Id":"r-1","PolicyTypes":{{types}}}],"Accounts":[{{accounts ?? Member}}],"Policies":[{{policies}}]}""";

    private ImmutableArray<Gap> AssertAccess(Verdict expected, string organization, string? payer = null)
    {
        var role = Role("r", $$""" "RolePolicyList":[{"PolicyName":"x","PolicyDocument":{{AllowAll}}}] """);
        snapshot.Write("organization.json", organization).WriteDetails(Details(role));
        var options = new AuditOptions { AsOf = DateTimeOffset.UnixEpoch, ToolVersion = "test", ListAll = true, ManagementAccount = payer };
        var report = AuditRun.Run(snapshot.Open(), options, null, CancellationToken.None);
        Assert.Equal(expected, Assert.Single(report.Principals).Assessed.Simulator.Verdict(Action).Verdict);
        return report.Gaps;
    }
}
