using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Auditor.Testing;

namespace Auditor.Sdk.Tests.IdentityManagement;

public sealed class AuthorizationDetailsTests
{
    private const string User = """
        <IsTruncated>true</IsTruncated><Marker>page2</Marker>
        <UserDetailList><member>
          <Path>/people/</Path><UserName>ann</UserName><UserId>AIDA1</UserId><Arn>arn:aws:iam::111122223333:user/people/ann</Arn>
          <CreateDate>2026-01-02T03:04:05Z</CreateDate>
          <UserPolicyList><member><PolicyName>own</PolicyName><PolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</PolicyDocument>
          </member></UserPolicyList>
          <GroupList><member>finance</member></GroupList>
          <AttachedManagedPolicies><member><PolicyName>View</PolicyName><PolicyArn>arn:aws:iam::aws:policy/View</PolicyArn></member>
          </AttachedManagedPolicies>
          <PermissionsBoundary>
            <PermissionsBoundaryType>Policy</PermissionsBoundaryType>
            <PermissionsBoundaryArn>arn:aws:iam::111122223333:policy/b</PermissionsBoundaryArn>
          </PermissionsBoundary>
          <Tags><member><Key>team</Key><Value>a &amp; b</Value></member></Tags>
        </member></UserDetailList>
        <GroupDetailList><member>
          <Path>/</Path><GroupName>finance</GroupName><GroupId>AGPA1</GroupId><Arn>arn:aws:iam::111122223333:group/finance</Arn>
          <CreateDate>2026-01-02T03:04:05Z</CreateDate><GroupPolicyList/><AttachedManagedPolicies/>
        </member></GroupDetailList>
        """;

    private const string Role = """
        <IsTruncated>false</IsTruncated>
        <RoleDetailList><member>
          <Path>/</Path><RoleName>reader</RoleName><RoleId>AROA1</RoleId><Arn>arn:aws:iam::111122223333:role/reader</Arn>
          <CreateDate>2026-01-02T03:04:05Z</CreateDate><AssumeRolePolicyDocument>%7B%7D</AssumeRolePolicyDocument>
          <InstanceProfileList><member>
            <Path>/</Path><InstanceProfileName>web</InstanceProfileName><InstanceProfileId>AIPA1</InstanceProfileId>
            <Arn>arn:aws:iam::111122223333:instance-profile/web</Arn><CreateDate>2026-01-02T03:04:05Z</CreateDate>
            <Roles><member><RoleName>reader</RoleName><Path>/</Path><MaxSessionDuration>3600</MaxSessionDuration></member></Roles>
          </member></InstanceProfileList>
          <RoleLastUsed><LastUsedDate>2026-09-01T00:00:00Z</LastUsedDate><Region>us-east-1</Region></RoleLastUsed>
        </member></RoleDetailList>
        <Policies><member>
          <PolicyName>b</PolicyName><PolicyId>ANPA1</PolicyId><Arn>arn:aws:iam::111122223333:policy/b</Arn><Path>/</Path>
          <DefaultVersionId>v2</DefaultVersionId><AttachmentCount>3</AttachmentCount>
          <PermissionsBoundaryUsageCount>1</PermissionsBoundaryUsageCount>
          <IsAttachable>true</IsAttachable><Description>what it is for</Description>
          <CreateDate>2026-01-02T03:04:05Z</CreateDate><UpdateDate>2026-02-03T04:05:06Z</UpdateDate>
          <PolicyVersionList>
            <member><Document>%7B%7D</Document><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion>
            <CreateDate>2026-02-03T04:05:06Z</CreateDate></member>
            <member><Document>%7B%7D</Document><VersionId>v1</VersionId><IsDefaultVersion>false</IsDefaultVersion>
            <CreateDate>2026-01-02T03:04:05Z</CreateDate></member>
          </PolicyVersionList>
          <ANewMember>that this version does not know</ANewMember>
        </member></Policies>
        """;

    [Fact]
    public async Task Pages_are_followed_by_their_marker_and_every_member_is_read()
    {
        using var aws = new FakeAws().On("GetAccountAuthorizationDetails", FakeAnswer.Ok(User), FakeAnswer.Ok(Role));
        using var client = new AmazonIdentityManagementServiceClient(Clients.Credentials, aws.At<AmazonIdentityManagementServiceConfig>());
        var pages = new List<GetAccountAuthorizationDetailsResponse>();
        await foreach (
            var page in client.Paginators.GetAccountAuthorizationDetails(new() { MaxItems = 1000, Filter = ["User", "Role"] }).Responses)
            pages.Add(page);

        Assert.Equal(2, pages.Count);
        Assert.Equal(FakeAnswer.RequestId, pages[0].ResponseMetadata.RequestId);
        AssertUser(pages[0].UserDetailList![0]);
        Assert.Equal("finance", pages[0].GroupDetailList![0].GroupName);
        AssertRole(pages[1].RoleDetailList![0]);
        AssertPolicy(pages[1].Policies![0]);
        AssertParameters(aws);
    }

    private static void AssertParameters(FakeAws aws)
    {
        var first = aws.Requests[0].Parameters;
        Assert.Equal(
            [
                "Action=GetAccountAuthorizationDetails", "Filter.member.1=User", "Filter.member.2=Role", "MaxItems=1000",
                "Version=2010-05-08",
            ],
            first.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("page2", aws.Requests[1].Parameters["Marker"]);
        Assert.Equal(("iam", "AKIAIOSFODNN7EXAMPLE"), (aws.Requests[0].Service, aws.Requests[0].AccessKeyId));
    }

    private static void AssertUser(UserDetail user)
    {
        Assert.Equal(("/people/", "ann", "AIDA1"), (user.Path, user.UserName, user.UserId));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), user.CreateDate);
        Assert.Equal(DateTimeKind.Utc, user.CreateDate!.Value.Kind);
        Assert.Equal("""{"Version":"2012-10-17"}""", Uri.UnescapeDataString(user.UserPolicyList![0].PolicyDocument!));
        Assert.Equal(["finance"], user.GroupList!);
        Assert.Equal("arn:aws:iam::aws:policy/View", user.AttachedManagedPolicies![0].PolicyArn);
        Assert.Equal("Policy", user.PermissionsBoundary!.PermissionsBoundaryType!.Value);
        Assert.Equal("arn:aws:iam::111122223333:policy/b", user.PermissionsBoundary.PermissionsBoundaryArn);
        Assert.Equal(("team", "a & b"), (user.Tags![0].Key, user.Tags[0].Value));
    }

    private static void AssertRole(RoleDetail role)
    {
        Assert.Equal("%7B%7D", role.AssumeRolePolicyDocument);
        Assert.Equal("reader", role.InstanceProfileList![0].Roles![0].RoleName);
        Assert.Equal(3600, role.InstanceProfileList[0].Roles![0].MaxSessionDuration);
        Assert.Equal(("us-east-1", 2026), (role.RoleLastUsed!.Region, role.RoleLastUsed.LastUsedDate!.Value.Year));
        Assert.Null(role.PermissionsBoundary);
        Assert.Null(role.Tags);
        Assert.Null(role.RolePolicyList);
    }

    private static void AssertPolicy(ManagedPolicyDetail policy)
    {
        Assert.Equal((3, 1, true), (policy.AttachmentCount, policy.PermissionsBoundaryUsageCount, policy.IsAttachable));
        Assert.Equal(("v2", "what it is for"), (policy.DefaultVersionId, policy.Description));
        Assert.Equal(2, policy.UpdateDate!.Value.Month);
        Assert.Equal(["v2", "v1"], policy.PolicyVersionList!.Select(version => version.VersionId));
        Assert.Equal([true, false], policy.PolicyVersionList!.Select(version => version.IsDefaultVersion));
    }
}
