using Auditor.Testing;

namespace Auditor.Function.Tests.Native;

/// <summary>AWS as the function meets it: an organization of a payer and one member with a role each, a topic and a bucket.</summary>
internal static class SmallOrganization
{
    public const string Payer = "111111111111";
    public const string Member = "111122223333";
    public const string Topic = $"arn:aws:sns:us-east-1:{Payer}:audit";

    /// <summary>In a policy's document, which must not get into a log.</summary>
    public const string PolicyMarker = "only-in-a-policy-document";

    /// <summary>The assumed role's credentials.</summary>
    public const string SessionSecret = "secret-of-the-assumed-role", SessionToken = "token-of-the-assumed-role";

    private const string Root = "r-abcd";

    private static readonly (string Path, string Member)[] BillingConductorLists =
    [
        ("billing-groups", "BillingGroups"), ("pricing-plans", "PricingPlans"), ("pricing-rules", "PricingRules"),
        ("custom-line-items", "CustomLineItems"),
    ];

    /// <summary>Plans everything that the test has not planned before.</summary>
    public static FakeBucket On(FakeAws aws)
    {
        var bucket = new FakeBucket(aws);
        aws.Always("Publish", FakeAnswer.Ok("<MessageId>11111111-0000-0000-0000-000000000000</MessageId>"));
        aws.Always("GetCallerIdentity", FakeAnswer.Ok(
            $"<Arn>arn:aws:iam::{Payer}:role/f</Arn><UserId>AROA</UserId><Account>{Payer}</Account>"));
        aws.Always("AssumeRole", FakeAnswer.Ok(
            $"""
            <Credentials><AccessKeyId>ASIA{Member}</AccessKeyId><SecretAccessKey>{SessionSecret}</SecretAccessKey>
            <SessionToken>{SessionToken}</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
            """));
        Organizations(aws);
        aws.Always("GetAccountAuthorizationDetails", request => FakeAnswer.Ok(
            $"""
            <IsTruncated>false</IsTruncated>
            <RoleDetailList>{Role(request.AccessKeyId == "ASIA" + Member ? Member : Payer)}</RoleDetailList>
            """));
        foreach (var (path, member) in BillingConductorLists)
            aws.Always($"POST /list-{path}", FakeAnswer.Ok($$"""{"{{member}}":[]}"""));
        aws.Always("LookupEvents", FakeAnswer.Ok("""{"Events":[]}"""));
        return bucket;
    }

    private static void Organizations(FakeAws aws)
    {
        aws.Always("DescribeOrganization", FakeAnswer.Ok(
            $$"""{"Organization":{"Id":"o-abcdefghij","FeatureSet":"ALL","MasterAccountId":"{{Payer}}"} }"""));
        aws.Always("ListRoots", FakeAnswer.Ok(
            $$"""{"Roots":[{"Id":"{{Root}}","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}"""));
        aws.Always("ListAccounts", FakeAnswer.Ok($$"""{"Accounts":[{{Account(Payer)}},{{Account(Member)}}]}"""));
        aws.Always("ListPolicies", FakeAnswer.Ok($$"""{"Policies":[{{FullAccess}}]}"""));
        aws.Always("ListTargetsForPolicy", FakeAnswer.Ok(
            $$"""{"Targets":[{"TargetId":"{{Root}}"},{"TargetId":"{{Payer}}"},{"TargetId":"{{Member}}"}]}"""));
    }

    private static string Account(string id) =>
        $$"""{"Id":"{{id}}","Name":"account {{id}}","State":"ACTIVE","Paths":["o-abcdefghij/{{Root}}/{{id}}/"]}""";

    private static string FullAccess =>
        """
        {"Id":"p-FullAWSAccess","Arn":"arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess","Name":"FullAWSAccess",
        "Type":"SERVICE_CONTROL_POLICY","AwsManaged":true}
        """;

    private static string Role(string account)
    {
        var statement = $$"""{"Sid":"{{PolicyMarker}}","Effect":"Allow","Action":"billingconductor:*","Resource":"*"}""";
        var document = Uri.EscapeDataString($$"""{"Version":"2012-10-17","Statement":[{{statement}}]}""");
        return $"""
            <member><Path>/finops/</Path><RoleName>analyst</RoleName><RoleId>AROA{account}</RoleId>
            <Arn>arn:aws:iam::{account}:role/finops/analyst</Arn><CreateDate>2025-01-02T03:04:05Z</CreateDate>
            <AssumeRolePolicyDocument>%7B%22Statement%22%3A%5B%5D%7D</AssumeRolePolicyDocument>
            <RolePolicyList><member><PolicyName>use</PolicyName><PolicyDocument>{document}</PolicyDocument></member></RolePolicyList>
            </member>
            """;
    }
}
