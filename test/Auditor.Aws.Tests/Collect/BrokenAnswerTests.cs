using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

/// <summary>Answers that come with status 200 and yet say less than AWS would, or go round: a gap, never an empty account and never no end.</summary>
public sealed class BrokenAnswerTests : IDisposable
{
    private const string Boundary = "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>"
        + "<PermissionsBoundaryArn>arn:aws:iam::aws:policy/ReadOnlyAccess</PermissionsBoundaryArn></PermissionsBoundary>";

    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Theory]
    [InlineData("<IsTruncated>true</IsTruncated><Marker>round</Marker><RoleDetailList/>")]
    [InlineData("<IsTruncated>true</IsTruncated><RoleDetailList/>")]
    [InlineData("")]
    public async Task An_account_whose_list_is_not_whole_is_a_gap(string answer)
    {
        rig.Aws.Always(
            "GetAccountAuthorizationDetails", request => CollectRig.AccountOfSession(request) == CollectRig.Member ? FakeAnswer.Ok(answer) : null);
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(2, result.AccountsRead);
        Assert.Equal((CollectRig.Member, "iam:GetAccountAuthorizationDetails"), Assert.Single(result.Refused) is var gap ? (gap.Account, gap.Permission) : default);
        Assert.False(rig.Has("accounts", CollectRig.Member, "authorization-details.json"));
    }

    [Theory]
    [InlineData("ListRoots", """{"Roots":[],"NextToken":"round"}""", "organizations:ListRoots")]
    [InlineData("ListRoots", """{"Roots":[]}""", "organizations:ListRoots")]
    [InlineData("ListAccounts", """{"Accounts":[],"NextToken":"round"}""", "organizations:ListAccounts")]
    [InlineData("ListAccounts", "{}", "organizations:ListAccounts")]
    [InlineData("ListPolicies", """{"Policies":[],"NextToken":"round"}""", "organizations:ListPolicies")]
    [InlineData("ListTargetsForPolicy", """{"Targets":[],"NextToken":"round"}""", "organizations:ListTargetsForPolicy")]
    [InlineData("POST /list-custom-line-items", """{"CustomLineItems":[],"NextToken":"round"}""", "billingconductor:ListCustomLineItems")]
    public async Task A_list_without_an_end_or_a_beginning_is_a_gap(string call, string answer, string permission)
    {
        rig.Aws.Always(call, FakeAnswer.Ok(answer));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(permission, Assert.Single(result.Refused).Permission);
        Assert.NotEmpty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task Lists_that_a_silent_service_is_not_asked_for_any_more_are_gaps_too()
    {
        rig.Aws.Always("POST /list-pricing-plans", FakeAnswer.Error(400, "ServiceException", "not now"));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(
            ["billingconductor:ListCustomLineItems", "billingconductor:ListPricingPlans", "billingconductor:ListPricingRules"],
            result.Refused.Select(refusal => refusal.Permission));
        Assert.Empty(rig.Aws.Calls("POST /list-pricing-rules"));
        Assert.Contains("because `billingconductor:ListPricingPlans` got no answer", result.Refused[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activity_whose_pages_go_round_is_cut_off_and_says_so()
    {
        rig.Aws.Always("LookupEvents", FakeAnswer.Ok("""{"Events":[],"NextToken":"round"}"""));
        await rig.Rest().CollectAsync();
        Assert.Equal(2, rig.Aws.Calls("LookupEvents").Count);
        Assert.Contains("\"IsTruncated\": true", rig.Read("accounts", CollectRig.Payer, "activity.json"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GetPolicy")]
    [InlineData("GetPolicyVersion")]
    public async Task A_policy_that_the_answer_lacks_is_a_gap(string call)
    {
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request => FakeAnswer.Ok($"<RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst", Boundary)}</RoleDetailList>"));
        rig.Aws.Always(call, FakeAnswer.Ok(""));
        rig.Aws.Always("GetPolicy", FakeAnswer.Ok("<Policy><Arn>arn:aws:iam::aws:policy/ReadOnlyAccess</Arn><DefaultVersionId>v7</DefaultVersionId></Policy>"));
        var result = await rig.Rest().CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.Equal("iam:" + call, Assert.Single(result.Refused).Permission);
    }

    [Fact]
    public async Task A_role_without_credentials_is_a_gap()
    {
        rig.Aws.Always("AssumeRole", request => CollectRig.AccountOf(request) == CollectRig.InUnit ? FakeAnswer.Ok("") : null);
        var result = await rig.Rest().CollectAsync();
        Assert.Equal((CollectRig.InUnit, "sts:AssumeRole"), Assert.Single(result.Refused) is var gap ? (gap.Account, gap.Permission) : default);
    }

    [Fact]
    public async Task An_identity_without_an_account_ends_the_run_with_what_to_check()
    {
        rig.Aws.Always("GetCallerIdentity", FakeAnswer.Ok(""));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.CollectAsync());
        Assert.Contains("AWS_ENDPOINT_URL", error.Message, StringComparison.Ordinal);
    }
}
