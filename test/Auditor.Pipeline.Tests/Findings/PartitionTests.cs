namespace Auditor.Pipeline.Findings;

/// <summary>Which partition the accounts are in, where nothing but the names of roles and users tells.</summary>
public sealed class PartitionTests
{
    [Theory]
    [InlineData("aws-us-gov")]
    [InlineData("aws-cn")]
    public void Names_of_roles_tell_the_partition(string partition)
    {
        var report = Estate(partition, "").Audit();

        Assert.Equal(["billingconductor:DeleteBillingGroup"], report.Only("BCA204").Draft.Actions);
        Assert.Equal(["ops"], report.Only("BCA204").Names());
    }

    [Fact]
    public void An_account_without_anybody_does_not_tell() => Assert.Empty(Estate("aws-us-gov", "").File("accounts/000000000001/authorization-details.json", Details("")).Audit().Gaps
        .Where(gap => gap.Account == Findings.Estate.Payer));

    private static Estate Estate(string partition, string more) => new Estate().Standalone().Configured().File(
        $"accounts/{Findings.Estate.Payer}/authorization-details.json",
        Details($$"""
            { "Path": "/", "RoleName": "ops", "RoleId": "AROAOPS", "Arn": "arn:{{partition}}:iam::{{Findings.Estate.Payer}}:role/ops", "CreateDate": "2026-01-01T00:00:00Z",
              "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [] }, "InstanceProfileList": [], "AttachedManagedPolicies": [], "Tags": [],
              "RolePolicyList": [{ "PolicyName": "own", "PolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "billingconductor:DeleteBillingGroup",
                "Resource": "arn:{{partition}}:billingconductor::{{Findings.Estate.Payer}}:billinggroup/*" }] } }] }{{more}}
            """));

    private static string Details(string roles) => $$"""{ "UserDetailList": [], "GroupDetailList": [], "Policies": [], "RoleDetailList": [{{roles}}] }""";
}
