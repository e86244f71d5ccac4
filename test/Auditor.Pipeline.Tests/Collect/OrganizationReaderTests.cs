using Auditor.Engine.Policies;
using Auditor.Pipeline.Collect;

namespace Auditor.Pipeline.Tests.Collect;

public sealed class OrganizationReaderTests : IDisposable
{
    private const string Organization = """ "Organization":{"Id":"o-1","MasterAccountId":"100000000000","FeatureSet":"ALL"} """;
    private readonly TemporarySnapshot snapshot = new();

    public void Dispose() => snapshot.Dispose();

    [Theory]
    [InlineData("""{"Organization":null}""", OrganizationKnowledge.Standalone)]
    [InlineData("""{"Organization":{"Id":"o-1","MasterAccountId":"100000000000"}}""", OrganizationKnowledge.Known)]
    [InlineData("{", OrganizationKnowledge.Unreadable)]
    [InlineData("[]", OrganizationKnowledge.Unreadable)]
    [InlineData("{}", OrganizationKnowledge.Unreadable)]
    [InlineData("""{"Organization":7}""", OrganizationKnowledge.Unreadable)]
    public void The_file_tells_whether_there_is_an_organization(string text, OrganizationKnowledge knowledge)
    {
        var reader = snapshot.Write("organization.json", text).Open();
        Assert.Equal(knowledge, reader.OrganizationKnowledge);
        Assert.Equal(knowledge == OrganizationKnowledge.Known, reader.Organization is not null);
        Assert.Equal(knowledge == OrganizationKnowledge.Unreadable, reader.Gaps.Any(gap => gap.File == "organization.json"));
    }

    [Theory]
    [InlineData(""" "ParentId":"ou-b","Paths":["o-1/r-9/100000000001/"] """, "r-1 ou-a ou-b")]
    [InlineData(""" "ParentId":"r-1" """, "r-1")]
    [InlineData(""" "Paths":["o-1/r-1/ou-x/ou-y/100000000001/"] """, "r-1 ou-x ou-y")]
    [InlineData(""" "ParentId":"ou-gone","Paths":["o-1/r-1/100000000001/"] """, "r-1")]
    [InlineData(""" "ParentId":"ou-loop1","Paths":["o-1/r-1/100000000001/"] """, "r-1")]
    [InlineData(""" "ParentId":"ou-loop1" """, null)]
    [InlineData(""" "ParentId":"ou-self" """, null)]
    [InlineData(""" "Paths":["o-1/r-1/999999999999/"] """, null)]
    [InlineData(""" "Paths":["r-1/ou-x/100000000001"] """, null)]
    [InlineData(""" "Name":"nowhere" """, null)]
    public void An_account_stands_where_its_parents_or_its_path_say(string members, string? path)
    {
        var reader = Open(
            $$""" "Accounts":[{"Id":"100000000001","State":"SUSPENDED",{{members}}}] """,
            """ "OrganizationalUnits":[{"Id":"ou-a","ParentId":"r-1"},{"Id":"ou-b","ParentId":"ou-a"},{"Id":"ou-loop1","ParentId":"ou-loop2"},{"Id":"ou-loop2","ParentId":"ou-loop1"},{"Id":"ou-self","ParentId":"ou-self"}] """);
        var found = reader.Organization!.Accounts["100000000001"].Path;
        Assert.Equal(path, found is { } nodes ? string.Join(' ', nodes) : null);
        Assert.Equal(path is null ? [GapKind.ScpUnreadable] : Array.Empty<GapKind>(), reader.Gaps.Select(gap => gap.Kind));
        Assert.All(reader.Gaps, gap => Assert.Equal("100000000001", gap.Account));
    }

    [Fact]
    public void Policies_are_read_and_other_types_are_ignored()
    {
        var reader = Open("""
            "Policies":[
            {"PolicySummary":{"Id":"p-tags","Type":"TAG_POLICY"},"Content":"{}","Targets":[]},
            {"PolicySummary":{"Id":"p-b","Arn":"arn:b","Name":"b","Type":"SERVICE_CONTROL_POLICY","AwsManaged":false},"Content":"{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}","Targets":[{"TargetId":"r-1"}]},
            {"PolicySummary":{"Id":"p-RCPFullAWSAccess","Type":"RESOURCE_CONTROL_POLICY","AwsManaged":true},"Targets":[]},
            {"PolicySummary":{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true},"Content":null},
            {"PolicySummary":{"Id":"p-a","Type":"SERVICE_CONTROL_POLICY"},"Targets":[]}]
            """);
        Assert.Empty(reader.Gaps);
        var policies = reader.Organization!.Policies;
        Assert.Equal(["p-FullAWSAccess", "p-RCPFullAWSAccess", "p-a", "p-b"], policies.Select(policy => policy.Id));
        Assert.True(policies[0].Document is { IsUnreadable: false, Type: PolicyType.ServiceControlPolicy });
        Assert.True(policies[1].Document is { IsUnreadable: false, Type: PolicyType.ResourceControlPolicy });
        Assert.Null(policies[0].Targets);
        Assert.Null(policies[2].Document);
        Assert.Equal(("arn:b", "b", "r-1"), (policies[3].Arn, policies[3].Name, policies[3].Targets!.Value.Single()));
    }

    [Fact]
    public void An_error_in_a_policy_is_a_gap()
    {
        var gap = Assert.Single(Open("""
            "Policies":[
            {"PolicySummary":{"Id":"p-b","Arn":"arn:b","Type":"SERVICE_CONTROL_POLICY"},
             "Content":"{\"Statement\":[7]}","Targets":[]}]
            """).Gaps);
        Assert.Equal((GapKind.ScpUnreadable, "arn:b", "organization.json", 3, 12), (gap.Kind, gap.What, gap.File, gap.Line, gap.Column));
    }

    [Theory]
    [InlineData(""" "Accounts":[{"Id":"1"}] """)]
    [InlineData(""" "Accounts":[{"Name":"x"}] """)]
    [InlineData(""" "Accounts":7 """)]
    [InlineData(""" "Policies":[{"Content":"{}"}] """)]
    [InlineData(""" "OrganizationalUnits":[{}] """)]
    [InlineData(""" "Policies":[],"Policies":[] """)]
    [InlineData(""" "Policies":[{"PolicySummary":{"Id":"p-1","Type":"SERVICE_CONTROL_POLICY"},"Content":"{}","Targets":[{}]}] """)]
    public void A_fault_is_a_gap_and_the_rest_is_read(string member)
    {
        var reader = Open(member, """ "Roots":[{"Id":"r-1","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"},{"Type":"TAG_POLICY","Status":"PENDING_ENABLE"}]}] """);
        Assert.Equal((GapKind.FileUnreadable, "organization.json", 1), (reader.Gaps.Single().Kind, reader.Gaps.Single().File, reader.Gaps.Single().Line));
        Assert.Equal(["SERVICE_CONTROL_POLICY"], reader.Organization!.Roots.Single().EnabledPolicyTypes!.Value.ToArray());
    }

    [Theory]
    [InlineData("7")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData(""" {"PolicySummary":{"Id":"p-1"},"Content":"{}","Targets":[]} """)]
    [InlineData(""" {"PolicySummary":{"Type":"SERVICE_CONTROL_POLICY"},"Content":"{}","Targets":[]} """)]
    public void A_policy_that_cannot_be_told_may_bind_anyone(string policy)
    {
        var reader = Open($"\"Policies\":[{policy}]");
        Assert.Equal(GapKind.FileUnreadable, Assert.Single(reader.Gaps).Kind);
        var unknown = Assert.Single(reader.Organization!.Policies);
        Assert.Equal((null, null), (unknown.Document, unknown.Targets));
    }

    [Fact]
    public void A_list_in_pages_is_a_gap() =>
        Assert.Equal(GapKind.Truncated, Assert.Single(Open(""" "Accounts":[],"NextToken":"x" """).Gaps).Kind);

    [Fact]
    public void Accounts_of_one_place_share_the_path()
    {
        var accounts = Open(""" "Accounts":[{"Id":"100000000001","ParentId":"r-1"},{"Id":"100000000002","ParentId":"r-1"}] """).Organization!.Accounts;
        Assert.True(accounts["100000000001"].Path!.Value == accounts["100000000002"].Path!.Value);
    }

    private SnapshotReader Open(params string[] members) =>
        snapshot.Write("organization.json", "{" + Organization + "," + string.Join(',', members) + "}").Open();
}
