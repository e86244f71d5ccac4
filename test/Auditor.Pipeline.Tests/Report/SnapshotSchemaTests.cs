using static Auditor.Pipeline.Tests.Collect.TemporarySnapshot;

namespace Auditor.Pipeline.Tests.Report;

public sealed class SnapshotSchemaTests
{
    private static readonly SchemaFile Schema = new("snapshot.schema.json");

    [Fact]
    public void Every_member_is_described() => Assert.Empty(Schema.Undescribed());

    [Theory]
    [InlineData("""{"schemaVersion":1}""", true)]
    [InlineData(
        """
        {"schemaVersion":1,"takenAt":"2026-01-01T00:00:00Z","partition":"aws","tool":"x","coverage":{"accountsExpected":2,
        "accountsRead":1,"refused":[{"account":"111122223333","call":"iam:X","code":"AccessDenied","permission":"iam:X"}]}}
        """,
        true)]
    [InlineData("""{"schemaVersion":2}""", false)]
    [InlineData("""{"schemaVersion":1,"typo":1}""", false)]
    [InlineData("""{"schemaVersion":1,"coverage":{"refused":[{"typo":1}]}}""", false)]
    [InlineData("[]", false)]
    public void The_snapshots_own_file_is_strict(string json, bool isValid) => Assert.Equal(isValid, Schema.IsValid(json));

    [Theory]
    [InlineData("organization", """{"Organization":null}""")]
    [InlineData(
        "organization",
        """
        {"Organization":{"Id":"o-1","MasterAccountId":"111122223333","New":1},"Roots":[{"Id":"r-1","PolicyTypes":[]}],
        "Accounts":[{"Id":"111122223333","Paths":["o-1/r-1/111122223333/"],"New":[]}],"Policies":[{"PolicySummary":{"Id":"p-1",
        "Type":"X"},"Content":"{}","Targets":[{"TargetId":"r-1","New":1}]}]}
        """)]
    [InlineData(
        "billingConductor",
        """{"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:billinggroup/a","New":1}],"PricingPlans":[],"PricingRules":[],"CustomLineItems":[],"Tags":{"arn:x":{"k":"v"}}}""")]
    [InlineData("activity", """{"From":1790000000.5,"Events":[{"eventTime":"x","eventName":"y","New":1},{"CloudTrailEvent":"{}"}]}""")]
    [InlineData("lastAccessed", """{"arn:x":{"JobStatus":"COMPLETED","ServicesLastAccessed":[{"ServiceNamespace":"s3","New":1}]}}""")]
    public void The_parts_of_aws_are_loose(string definition, string json) => Assert.True(Schema.IsValid(definition, json));

    [Theory]
    [InlineData("organization", "{}")]
    [InlineData("organization", """{"Organization":{"Id":"o-1"},"Accounts":[{"Id":"1"}]}""")]
    [InlineData("organization", """{"Organization":{"Id":"o-1"},"Policies":[{"Content":"{}"}]}""")]
    [InlineData("authorizationDetails", """{"RoleDetailList":[]}""")]
    [InlineData("authorizationDetails", """{"UserDetailList":[],"GroupDetailList":[],"RoleDetailList":[{"RoleName":"x"}],"Policies":[]}""")]
    [InlineData("billingConductor", """{"BillingGroups":[{"Arn":"arn:aws:billingconductor::111122223333:pricingplan/a"}]}""")]
    [InlineData("activity", """{"Events":[{"eventName":"x"}]}""")]
    [InlineData("lastAccessed", "[]")]
    public void What_aws_would_not_print_is_invalid(string definition, string json) => Assert.False(Schema.IsValid(definition, json));

    [Fact]
    public void Authorization_details_are_valid_with_documents_as_objects_and_as_text()
    {
        var inline =
            $$"""
             "RolePolicyList":[{"PolicyName":"a","PolicyDocument":{{AllowAll}}},{"PolicyName":"b","PolicyDocument":"%7B%7D"}],
            "Tags":[{"Key":"k","Value":""}] 
            """;
        Assert.True(Schema.IsValid("authorizationDetails", Details(Role("r", inline), Policy("p", AllowAll))));
    }
}
