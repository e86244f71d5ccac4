namespace Auditor.Engine.Catalog;

public sealed class GlobalConditionKeysTests
{
    [Fact]
    public void All_has_65_keys() => Assert.Equal(65, GlobalConditionKeys.All.Length);

    [Theory]
    [InlineData("aws:sourceip", "aws:SourceIp", "IPAddress")]
    [InlineData("AWS:PrincipalTag/Team", "aws:PrincipalTag/${TagKey}", "String")]
    [InlineData("aws:principaltag/a/b", "aws:PrincipalTag/${TagKey}", "String")]
    [InlineData("aws:EpochTime", "aws:EpochTime", "Date")]
    [InlineData("lambda:SourceFunctionArn", "lambda:SourceFunctionArn", "ARN")]
    [InlineData("identityCenter:instanceArn", "identitycenter:InstanceArn", "ARN")]
    public void Find_ignores_case_and_takes_any_tag_key(string key, string name, string type) =>
        Assert.Equal((name, type), (GlobalConditionKeys.Find(key)!.Name, GlobalConditionKeys.Find(key)!.Type));

    [Theory]
    [InlineData("aws:PrincipalTag")]
    [InlineData("aws:PrincipalTag/")]
    [InlineData("aws:SourceIp/x")]
    [InlineData("aws:SourceOwner")]
    [InlineData("aws:MadeUp")]
    [InlineData("")]
    public void Find_knows_no_fabricated_key(string key) => Assert.Null(GlobalConditionKeys.Find(key));

    [Theory]
    [InlineData("aws:PrincipalOrgPaths", true)]
    [InlineData("aws:TagKeys", true)]
    [InlineData("aws:CalledVia", true)]
    [InlineData("aws:CalledViaFirst", false)]
    [InlineData("aws:PrincipalArn", false)]
    public void IsMultivalued_marks_keys_that_need_a_set_operator(string key, bool expected) =>
        Assert.Equal(expected, GlobalConditionKeys.Find(key)!.IsMultivalued);

    [Theory]
    [InlineData("aws:PrincipalArn", ConditionKeyPresence.Always)]
    [InlineData("aws:MultiFactorAuthPresent", ConditionKeyPresence.Sometimes)]
    public void Presence_is_as_documented(string key, ConditionKeyPresence expected) =>
        Assert.Equal(expected, GlobalConditionKeys.Find(key)!.Presence);

    [Theory]
    [InlineData("aws:VpceAccount", "billingconductor", false)]
    [InlineData("aws:VpceOrgID", "billingconductor", false)]
    [InlineData("aws:VpceOrgID", "Pricing", true)]
    [InlineData("aws:SourceIp", "billingconductor", true)]
    public void MayBeCarriedBy_is_limited_where_AWS_limits_the_key(string key, string prefix, bool expected) =>
        Assert.Equal(expected, GlobalConditionKeys.Find(key)!.MayBeCarriedBy(prefix));

    [Fact]
    public void IsCrossService_marks_exactly_the_keys_of_a_service() =>
        Assert.All(
            GlobalConditionKeys.All, key => Assert.Equal(!key.Name.StartsWith("aws:", StringComparison.Ordinal), key.IsCrossService));

    [Fact]
    public void AlsoType_is_a_second_documented_type() => Assert.Equal("Numeric", GlobalConditionKeys.Find("aws:EpochTime")!.AlsoType);
}
