using Auditor.Engine.Evaluation;
using Auditor.Pipeline.Collect;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

public sealed class OrganizationTests : IDisposable
{
    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Paths_of_accounts_make_walking_needless_and_targets_name_the_units()
    {
        var result = await rig.Rest().CollectAsync();
        Assert.Equal((3, 3), (result.AccountsExpected, result.AccountsRead));
        Assert.Empty(result.Refused);
        Assert.Empty(rig.Aws.Calls("ListOrganizationalUnitsForParent"));
        var organization = rig.Snapshot().Organization!;
        Assert.Equal(
            ("Finance", CollectRig.Root),
            (organization.OrganizationalUnits.Single().Name, organization.OrganizationalUnits.Single().ParentId));
        Assert.Equal([CollectRig.Root, CollectRig.Unit], organization.Accounts[CollectRig.InUnit].Path!.Value);
        Assert.Empty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task Accounts_without_paths_are_placed_by_walking_down_from_the_root()
    {
        rig.Aws.Always(
            "ListAccounts",
            FakeAnswer.Ok(
                $$"""{"Accounts":[{"Id":"{{CollectRig.Payer}}","State":"ACTIVE"},{"Id":"{{CollectRig.InUnit}}","State":"ACTIVE"}]}"""));
        rig.Aws.Always("ListOrganizationalUnitsForParent", request => FakeAnswer.Ok(
            request.Text.Contains(CollectRig.Root, StringComparison.Ordinal)
                ? $$"""{"OrganizationalUnits":[{"Id":"{{CollectRig.Unit}}","Name":"Finance"}]}"""
                : """{"OrganizationalUnits":[]}"""));
        rig.Aws.Always("ListAccountsForParent", request =>
        {
            var account = request.Text.Contains(CollectRig.Unit, StringComparison.Ordinal) ? CollectRig.InUnit : CollectRig.Payer;
            return FakeAnswer.Ok($$"""{"Accounts":[{"Id":"{{account}}"}]}""");
        });
        await rig.Rest().CollectAsync();
        Assert.Equal([CollectRig.Root, CollectRig.Unit], rig.Snapshot().Organization!.Accounts[CollectRig.InUnit].Path!.Value);
        Assert.Empty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task An_empty_page_with_a_token_is_not_the_last()
    {
        rig.Aws.On(
            "ListAccounts",
            FakeAnswer.Ok("""{"Accounts":[],"NextToken":"1"}"""),
            FakeAnswer.Ok(
                $$"""{"Accounts":[{{CollectRig.Account(CollectRig.Payer, $"{CollectRig.Root}/{CollectRig.Payer}")}}],"NextToken":"2"}"""),
            FakeAnswer.Ok($$"""{"Accounts":[{{CollectRig.Account(CollectRig.Member, $"{CollectRig.Root}/{CollectRig.Member}")}}]}"""));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(2, result.AccountsRead);
        Assert.Equal("2", rig.Aws.Calls("ListAccounts")[2].Json.GetProperty("NextToken").GetString());
    }

    [Fact]
    public async Task The_content_of_aws_own_policy_is_never_asked_for()
    {
        await rig.Rest().CollectAsync();
        Assert.Contains("p-guard1234", Assert.Single(rig.Aws.Calls("DescribePolicy")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Types_that_the_root_has_not_enabled_are_not_listed()
    {
        await rig.Rest().CollectAsync();
        Assert.Contains("SERVICE_CONTROL_POLICY", Assert.Single(rig.Aws.Calls("ListPolicies")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_few_accounts_of_a_large_organization_are_asked_place_by_place()
    {
        var many = string.Join(',', Enumerable.Range(0, 40).Select(number => CollectRig.Summary($"p-guard{number:0000}")));
        rig.Aws.Always(
            "ListPolicies", FakeAnswer.Ok($$"""{"Policies":[{{CollectRig.Summary("p-FullAWSAccess", isAwsManaged: true)}},{{many}}]}"""));
        rig.Aws.Always(
            "ListPoliciesForTarget",
            FakeAnswer.Ok(
                $$"""
                {"Policies":[{{CollectRig.Summary("p-FullAWSAccess", isAwsManaged: true)}},{{CollectRig.Summary("p-guard0007")}}]}
                """));
        var result = await rig.Rest().CollectAsync(options => options with { Accounts = [CollectRig.InUnit] });
        Assert.Equal((3, 1), (result.AccountsExpected, result.AccountsRead));
        Assert.Equal(3, rig.Aws.Calls("ListPoliciesForTarget").Count);
        Assert.Empty(rig.Aws.Calls("ListTargetsForPolicy"));
        Assert.Single(rig.Aws.Calls("DescribePolicy"));
        // The accounts that were not asked for are gaps; their levels are none besides.
        Assert.All(rig.Audit().Gaps, gap => Assert.Equal(GapKind.AccountUnread, gap.Kind));
    }

    [Fact]
    public async Task An_account_outside_any_organization_is_its_own_payer()
    {
        rig.Aws.Always(
            "DescribeOrganization",
            FakeAnswer.Error(400, "AWSOrganizationsNotInUseException", "Your account is not a member of an organization."));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal((1, 1), (result.AccountsExpected, result.AccountsRead));
        Assert.Equal(OrganizationKnowledge.Standalone, rig.Snapshot().OrganizationKnowledge);
        Assert.True(rig.Has("accounts", CollectRig.Payer, "billing-conductor.json"));
        Assert.Empty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task From_a_plain_member_account_service_control_policies_are_unknown_and_never_none()
    {
        foreach (var call in (string[])["ListRoots", "ListAccounts", "ListPolicies"])
            rig.Aws.Always(call, CollectRig.Denied("organizations:" + call));
        rig.Aws.Always(
            "GetCallerIdentity",
            FakeAnswer.Ok($"<Arn>arn:aws:iam::{CollectRig.Member}:user/auditor</Arn><Account>{CollectRig.Member}</Account>"));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(
            ["organizations:ListAccounts", "organizations:ListPolicies", "organizations:ListRoots"],
            result.Refused.Select(refusal => refusal.Permission).Order(StringComparer.Ordinal));
        var levels = new OrganizationPolicyLevels(rig.Snapshot().Organization, OrganizationKnowledge.Known);
        Assert.Equal(ServiceControlExemption.None, levels.ExemptionOf(CollectRig.Member));
        Assert.Contains(
            levels.ServiceControlPoliciesOf(CollectRig.Member)!.Value,
            level => level.Policies.Any(policy => policy.Document.Statements.Any(statement => statement.IsUnreadable)));
        Assert.Equal(3, rig.Audit().Gaps.Count(gap => gap.Permission is not null));
    }

    [Theory]
    [InlineData("ListTargetsForPolicy")]
    [InlineData("DescribePolicy")]
    [InlineData("ListPolicies")]
    public async Task What_is_refused_of_a_policy_makes_its_level_unreadable(string call)
    {
        rig.Aws.Always(call, CollectRig.Denied("organizations:" + call));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal("organizations:" + call, Assert.Single(result.Refused).Permission);
        var levels = new OrganizationPolicyLevels(rig.Snapshot().Organization, OrganizationKnowledge.Known);
        Assert.Contains(
            levels.ServiceControlPoliciesOf(CollectRig.InUnit)!.Value,
            level => level.Policies.Any(policy => policy.Document.Statements.Any(statement => statement.IsUnreadable)));
    }

    [Theory]
    [InlineData("SUSPENDED")]
    [InlineData("PENDING_CLOSURE")]
    public async Task An_account_that_aws_lets_nobody_into_is_not_asked_and_is_a_gap(string state)
    {
        rig.Aws.Always("ListAccounts", FakeAnswer.Ok(
            $$"""
            {"Accounts":[{{CollectRig.Account(CollectRig.Payer, $"{CollectRig.Root}/{CollectRig.Payer}")}},
            {{CollectRig.Account(CollectRig.Member, $"{CollectRig.Root}/{CollectRig.Member}", state)}}]}
            """));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal((1, 1), (result.AccountsExpected, result.AccountsRead));
        Assert.Empty(rig.Aws.Calls("AssumeRole"));
        var gap = Assert.Single(rig.Audit().Gaps);
        Assert.Equal((CollectRig.Member, "sts:AssumeRole"), (gap.Account, gap.Permission));
        Assert.Contains(state, gap.Error, StringComparison.Ordinal);
    }
}
