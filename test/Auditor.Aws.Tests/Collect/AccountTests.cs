using Auditor.Aws.Access;
using Auditor.Pipeline;
using Auditor.Testing;

namespace Auditor.Aws.Tests.Collect;

public sealed class AccountTests : IDisposable
{
    private readonly CollectRig rig = new();

    public void Dispose() => rig.Dispose();

    [Fact]
    public async Task Pages_are_put_together_whatever_mix_they_hold()
    {
        const string user = "<UserDetailList><member><Path>/</Path><UserName>ana</UserName><UserId>AIDA1</UserId>"
            + "<Arn>arn:aws:iam::111111111111:user/ana</Arn><CreateDate>2025-01-02T03:04:05Z</CreateDate></member></UserDetailList>";
        rig.Aws.Always("GetAccountAuthorizationDetails", request => request.Parameters.GetValueOrDefault("Marker") switch
        {
            null => FakeAnswer.Ok("<IsTruncated>true</IsTruncated><Marker>one</Marker>" + user),
            "one" => FakeAnswer.Ok("<IsTruncated>true</IsTruncated><Marker>two</Marker>"),
            _ =>
                FakeAnswer.Ok(
                    "<IsTruncated>false</IsTruncated>"
                        + $"<RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "last")}</RoleDetailList>"),
        });
        await rig.Rest().CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.Equal(
            ["1000", "1000", "1000"], rig.Aws.Calls("GetAccountAuthorizationDetails").Select(request => request.Parameters["MaxItems"]));
        var account = rig.Snapshot().ReadAccount(CollectRig.Payer).Account;
        Assert.Equal(("ana", "last"), (account.Users.Single().Name, account.Roles.Single().Name));
    }

    [Fact]
    public async Task Other_accounts_are_read_through_the_role_and_ones_own_without()
    {
        await rig.Rest().CollectAsync(changeAccess: options => options with { RoleName = "audit/Reader", ExternalId = "shared secret" });
        var assumed = rig.Aws.Calls("AssumeRole");
        Assert.Equal(
            [$"arn:aws:iam::{CollectRig.Member}:role/audit/Reader", $"arn:aws:iam::{CollectRig.InUnit}:role/audit/Reader"],
            assumed.Select(request => request.Parameters["RoleArn"]).Order(StringComparer.Ordinal));
        Assert.All(
            assumed,
            request =>
                Assert.Equal(("shared secret", ReadOnlySession.Policy), (request.Parameters["ExternalId"], request.Parameters["Policy"])));
        var signers = rig.Aws.Calls("GetAccountAuthorizationDetails").Select(CollectRig.AccountOfSession).Order(StringComparer.Ordinal);
        Assert.Equal([CollectRig.Payer, CollectRig.Member, CollectRig.InUnit], signers);
    }

    [Fact]
    public async Task A_member_that_stands_twice_in_a_policy_still_does_in_the_snapshot()
    {
        const string twice = "%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%2C%22Effect%22%3A%22Deny%22%2C"
            + "%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%5D%7D";
        var role = CollectRig.Role(CollectRig.Payer, "odd").Replace(
            "<PolicyName>use</PolicyName>",
            $"<PolicyName>odd</PolicyName><PolicyDocument>{twice}</PolicyDocument></member><member><PolicyName>cut</PolicyName>"
                + "<PolicyDocument>%7B%22Statement%22%3A</PolicyDocument></member><member><PolicyName>use</PolicyName>",
            StringComparison.Ordinal);
        rig.Aws.Always("GetAccountAuthorizationDetails", FakeAnswer.Ok($"<RoleDetailList>{role}</RoleDetailList>"));
        await rig.Rest().CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        var policies = rig.Snapshot().ReadAccount(CollectRig.Payer).Account.Roles.Single().InlinePolicies;
        Assert.Equal([true, true, false], policies.Select(policy => policy.Document.Statements.Any(statement => statement.IsUnreadable)));
    }

    [Fact]
    public async Task Aws_own_policies_that_the_answer_lacks_are_fetched_once_for_all_accounts()
    {
        const string arn = "arn:aws:iam::aws:policy/ReadOnlyAccess";
        const string boundary = "<PermissionsBoundary><PermissionsBoundaryType>Policy</PermissionsBoundaryType>"
            + $"<PermissionsBoundaryArn>{arn}</PermissionsBoundaryArn></PermissionsBoundary>";
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request =>
                FakeAnswer.Ok(
                    $"<RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst", boundary)}</RoleDetailList>"));
        rig.Aws.On(
            "GetPolicy",
            FakeAnswer.Ok(
                $"<Policy><PolicyName>ReadOnlyAccess</PolicyName><Arn>{arn}</Arn><Path>/</Path><DefaultVersionId>v7</DefaultVersionId>"
                    + "</Policy>"));
        rig.Aws.On(
            "GetPolicyVersion",
            FakeAnswer.Ok(
                "<PolicyVersion><Document>%7B%22Statement%22%3A%5B%5D%7D</Document><VersionId>v7</VersionId>"
                    + "<IsDefaultVersion>true</IsDefaultVersion></PolicyVersion>"));
        await rig.Rest().CollectAsync();
        Assert.Equal("v7", Assert.Single(rig.Aws.Calls("GetPolicyVersion")).Parameters["VersionId"]);
        Assert.Empty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task A_policy_that_may_not_be_fetched_is_a_gap_with_the_permission_and_no_empty_policy()
    {
        const string boundary = "<PermissionsBoundary>"
            + "<PermissionsBoundaryArn>arn:aws:iam::aws:policy/ReadOnlyAccess</PermissionsBoundaryArn></PermissionsBoundary>";
        rig.Aws.Always(
            "GetAccountAuthorizationDetails",
            request =>
                FakeAnswer.Ok(
                    $"<RoleDetailList>{CollectRig.Role(CollectRig.AccountOfSession(request), "analyst", boundary)}</RoleDetailList>"));
        rig.Aws.Always("GetPolicy", CollectRig.Denied("iam:GetPolicy"));
        var result = await rig.Rest().CollectAsync();
        Assert.Equal(3, result.Refused.Count(refusal => refusal.Permission == "iam:GetPolicy"));
        Assert.All(
            rig.Audit().Principals,
            principal => Assert.Equal(Pipeline.Simulate.Verdict.Unknown, principal.Assessed.Access.Max(verdict => verdict.Verdict)));
    }

    [Theory]
    [InlineData("AccessDenied", 403, "is not authorized")]
    [InlineData("RegionDisabledException", 403, "Region may not be enabled")]
    public async Task An_account_that_cannot_be_entered_is_a_gap_and_the_others_are_read(string code, int status, string words)
    {
        rig.Aws.Always(
            "AssumeRole",
            request =>
                CollectRig.AccountOf(request) == CollectRig.Member
                    ? FakeAnswer.Error(status, code, "the caller is not authorized to do that here")
                    : null);
        var result = await rig.Rest().CollectAsync();
        Assert.Equal((3, 2), (result.AccountsExpected, result.AccountsRead));
        var gap = Assert.Single(rig.Audit().Gaps);
        Assert.Equal((CollectRig.Member, "sts:AssumeRole"), (gap.Account, gap.Permission));
        Assert.Contains(words, gap.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Expired_credentials_end_the_run_and_the_next_one_goes_on()
    {
        var expired = true;
        rig.Aws.Always(
            "AssumeRole",
            request =>
                expired && CollectRig.AccountOf(request) == CollectRig.InUnit
                    ? FakeAnswer.Error(403, "ExpiredToken", "The security token included in the request is expired")
                    : null);
        rig.Rest();
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.CollectAsync(options => options with { Parallelism = 1 }));
        Assert.Contains("expired", error.Message, StringComparison.Ordinal);
        Assert.False(rig.Has("snapshot.json"));
        expired = false;
        var before = rig.Aws.Requests.Count;
        var result = await rig.CollectAsync(options => options with { Parallelism = 1 });
        Assert.Equal(3, result.AccountsRead);
        Assert.DoesNotContain(
            rig.Aws.Requests.Skip(before), request => request.Api is "ListAccounts" or "DescribePolicy" or "ListTargetsForPolicy");
        Assert.Empty(rig.Audit().Gaps);
    }

    [Fact]
    public async Task Credentials_that_aws_does_not_accept_end_the_run_with_what_to_check()
    {
        rig.Aws.Always(
            "GetCallerIdentity", FakeAnswer.Error(403, "InvalidClientTokenId", "The security token included in the request is invalid."));
        var error = await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.CollectAsync());
        Assert.Contains("AWS_PROFILE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_snapshot_that_somebody_else_made_is_not_touched()
    {
        Directory.CreateDirectory(Path.Combine(rig.Folder, "accounts", CollectRig.Payer));
        await Assert.ThrowsAsync<RunCannotGoOnException>(() => rig.Rest().CollectAsync());
        Assert.True(Directory.Exists(Path.Combine(rig.Folder, "accounts", CollectRig.Payer)));
    }

    [Fact]
    public async Task A_finished_snapshot_is_replaced_and_keeps_nothing_of_accounts_that_are_gone()
    {
        await rig.Rest().CollectAsync();
        await rig.CollectAsync(options => options with { Accounts = [CollectRig.Payer] });
        Assert.False(Directory.Exists(Path.Combine(rig.Folder, "accounts", CollectRig.Member)));
    }
}
