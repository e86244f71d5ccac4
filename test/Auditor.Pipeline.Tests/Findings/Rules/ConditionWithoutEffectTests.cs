namespace Auditor.Pipeline.Findings.Rules;

public sealed class ConditionWithoutEffectTests
{
    private const string Rule = "BCA404";
    private const string List = "billingconductor:ListBillingGroups";
    private const string Update = "billingconductor:UpdateBillingGroup";
    private const string Create = "billingconductor:CreateBillingGroup";

    [Theory]
    [InlineData(List, "StringEquals", "aws:ResourceTag/team", "x")] // the action has no resource
    [InlineData(Update, "StringEquals", "aws:RequestTag/team", "x")] // the action takes no tags
    [InlineData(Update, "ForAnyValue:StringEquals", "aws:TagKeys", "x")]
    [InlineData(Update, "StringLike", "billingconductor:PricingPlanArn", "*")] // another action's key
    [InlineData(Update, "StringEquals", "iam:AWSServiceName", "x")] // another service's key
    [InlineData(Update, "StringEquals", "billingconductor:ResourceTag/team", "x")] // no such key
    [InlineData(Update, "ForAnyValue:StringNotEquals", "aws:TagKeys", "x")] // false without the key, negated or not
    [InlineData(Update, "StringEquals", "aws:SourceVpcArn", "x")] // limited to other services
    [InlineData(Update, "StringEquals", "aws:VpceAccount", "x")]
    [InlineData(Update, "StringEquals", "aws:VpceOrgID", "o-x")] // AWS Price List carries it
    [InlineData(Create, "StringEquals", "aws:TagKeys", "x")] // plain operator on a multivalued key
    [InlineData(List, "StringLike", "aws:PrincipalOrgPaths", "o-x/*")]
    [InlineData(List, "StringEquals", "aws:CalledVia", "cloudformation.amazonaws.com")]
    [InlineData(List, "DateLessThan", "aws:CurrentTime", "2026-11-23T23:59:59Z")]
    [InlineData(List, "DateLessThanEquals", "aws:CurrentTime", "2020-01-01")]
    [InlineData(List, "NumericLessThan", "aws:EpochTime", "1700000000")]
    [InlineData(List, "DateLessThan", "aws:EpochTime", "2024-01-01T00:00:00Z")]
    public void Condition_that_can_never_hold_is_reported(string action, string conditionOperator, string key, string value)
    {
        var finding = When(action, conditionOperator, key, value).Audit().Only(Rule);

        Assert.Equal("Guarded " + key, finding.Draft.Matter);
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Equal(("policy", "AROAOPSown"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Contains("never holds", finding.Draft.Title, StringComparison.Ordinal);
        Assert.Equal(["ops"], finding.Names());
    }

    [Fact]
    public void What_never_holds_is_told_where_another_condition_on_the_key_always_does()
    {
        var finding = new Estate().Role("ops", role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow(Update).When("StringNotEquals", "s3:x", "z").When("StringEquals", "s3:x", "y")))).Audit().Only(Rule);
        Assert.Equal("The condition on s3:x never holds", finding.Draft.Title);
    }

    [Theory]
    [InlineData("AWSServiceRoleForOther", "other.amazonaws.com")]
    [InlineData("AWSServiceRoleForBillingConductor", "billingconductor.amazonaws.com")]
    public void Policies_of_service_linked_roles_are_no_finding(string name, string service)
    {
        var report = new Estate().ServiceLinkedRole(name, service, role => role.Inline("own", Policy.Of(
            PolicyStatement.Allow(Update).When("StringEquals", "s3:x", "y"), PolicyStatement.Allow("billingconductor:Foo*"), PolicyStatement.Allow("billingconductor:ListBillingGroups").On("arn:aws:s3:::x")))).Audit();
        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData(List, "StringNotEquals", "aws:ResourceTag/team", "x")]
    [InlineData(List, "StringEqualsIfExists", "aws:ResourceTag/team", "x")]
    [InlineData(Update, "StringNotLike", "aws:RequestTag/team", "x")]
    [InlineData(Update, "ForAllValues:StringEquals", "aws:TagKeys", "x")] // true without the key
    [InlineData(Update, "ArnNotLike", "billingconductor:PricingPlanArn", "arn:aws:billingconductor::aws:pricingplan/*")]
    public void Condition_that_always_holds_is_reported(string action, string conditionOperator, string key, string value) =>
        Assert.Contains(
            "always holds", When(action, conditionOperator, key, value).Audit().Only(Rule).Draft.Title, StringComparison.Ordinal);

    [Theory]
    [InlineData("BoolIfExists", "aws:MultiFactorAuthPresent")]
    [InlineData("boolifexists", "AWS:MultifactorAuthPresent")]
    public void Condition_that_asks_for_MFA_if_there_was_any_is_reported_without_saying_that_it_always_holds(string conditionOperator, string key)
    {
        // AWS: temporary credentials that were got without MFA carry the key, and the condition keeps them out.
        var draft = When(List, conditionOperator, key, "true").Audit().Only(Rule).Draft;
        Assert.Equal($"The condition on {key} holds without MFA too", draft.Title);
        Assert.DoesNotContain("protects nothing", draft.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Update, "StringEquals", "aws:ResourceTag/team", "x")]
    [InlineData(Update, "StringNotEquals", "AWS:resourcetag/team", "x")]
    [InlineData(Create, "StringEquals", "aws:RequestTag/team", "x")]
    [InlineData(Create, "ForAllValues:StringEquals", "aws:TagKeys", "x")]
    [InlineData(Create, "StringEqualsIfExists", "aws:TagKeys", "x")] // holds without tags
    [InlineData(Create, "StringNotEquals", "aws:TagKeys", "x")] // likewise
    [InlineData("billingconductor:UpdateBillingTransferPreference", "ArnLike", "billingconductor:PricingPlanArn", "*")]
    [InlineData("billingconductor:*", "StringEquals", "aws:ResourceTag/team", "x")] // some of its actions carry it
    [InlineData(List, "Bool", "aws:MultiFactorAuthPresent", "true")]
    [InlineData(List, "StringEquals", "aws:PrincipalTag/team", "x")]
    [InlineData(List, "StringEquals", "aws:SourceVpc", "x")]
    [InlineData(List, "StringEquals", "aws:NoSuchGlobalKey", "x")] // keys of aws: count as carried
    [InlineData(List, "IpAddress", "aws:SourceIp", "203.0.113.0/24")]
    [InlineData(List, "BoolIfExists", "aws:ViaAWSService", "false")]
    [InlineData(List, "DateLessThan", "aws:CurrentTime", "2026-11-24T00:00:01Z")]
    [InlineData(List, "DateLessThan", "aws:CurrentTime", "2026-11-24T00:00:00Z")] // as-of itself is not before as-of
    [InlineData(List, "DateGreaterThan", "aws:CurrentTime", "2020-01-01T00:00:00Z")] // a lower bound
    [InlineData(List, "DateLessThan", "aws:TokenIssueTime", "2020-01-01T00:00:00Z")] // another date
    [InlineData(List, "ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-x/*")]
    [InlineData(List, "Null", "aws:MultiFactorAuthPresent", "false")]
    public void Condition_that_may_hold_or_fail_is_not_reported(string action, string conditionOperator, string key, string value) =>
        Assert.Empty(When(action, conditionOperator, key, value).Audit().Of(Rule));

    [Theory]
    [InlineData("organizations:ListAccounts", "StringEquals", "aws:ResourceTag/team", true)] // no request of either carries it
    [InlineData("organizations:*", "StringEquals", "aws:ResourceTag/team", false)] // some actions of the other service do
    [InlineData("s3:GetObject", "StringEquals", "aws:ResourceTag/team", false)] // nobody can tell
    [InlineData("s3:GetObject", "StringEquals", "aws:VpceAccount", false)]
    [InlineData("s3:GetObject", "StringEquals", "s3:x", false)]
    [InlineData("s3:GetObject", "StringEquals", "ec2:x", true)]
    [InlineData("organizations:ListAccounts", "StringEquals", "aws:VpceAccount", true)]
    [InlineData("pricing:GetProducts", "StringEquals", "aws:VpceOrgID", false)]
    [InlineData("*", "StringEquals", "ec2:x", false)]
    [InlineData("s*:Get*", "StringEquals", "ec2:x", false)]
    [InlineData("*", "DateLessThan", "aws:CurrentTime", true)] // of whatever action
    [InlineData("s3:GetObject", "StringEquals", "aws:TagKeys", true)]
    public void What_the_statement_names_besides_may_carry_the_key(string other, string conditionOperator, string key, bool isReported) =>
        Assert.Equal(isReported, Holding(PolicyStatement.Allow(List, other).When(conditionOperator, key, "2020-01-01T00:00:00Z")).Audit().Of(Rule).Length == 1);

    [Fact]
    public void One_date_to_come_among_several_is_enough() => Assert.Empty(
        Holding(
            PolicyStatement.Allow(List).When(
                "DateLessThan", "aws:CurrentTime", "2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z")).Audit().Of(Rule));

    [Fact]
    public void Each_key_is_a_matter() => Assert.Equal(["#1 aws:RequestTag/team", "#1 aws:ResourceTag/team"],
        Holding(
            PolicyStatement.Allow(List).When(
                "StringEquals", "aws:ResourceTag/team", "x").When("StringEquals", "aws:RequestTag/team", "x")).Audit().Matters(Rule));

    [Fact]
    public void Each_statement_is_a_matter() => Assert.Equal(["#1 aws:ResourceTag/team", "#3 aws:ResourceTag/team"],
        Holding(
            PolicyStatement.Allow(List).When("StringEquals", "aws:ResourceTag/team", "x"),
            PolicyStatement.Allow("s3:*"),
            PolicyStatement.Allow("billingconductor:ListPricingPlans").When(
                "StringEquals", "aws:ResourceTag/team", "x")).Audit().Matters(Rule));

    [Fact]
    public void Deny_broad_grants_and_aws_policies_are_not_reported()
    {
        Assert.Empty(Holding(PolicyStatement.Deny(List).When("StringEquals", "aws:ResourceTag/team", "x")).Audit().Of(Rule));
        Assert.Empty(
            Holding(PolicyStatement.Allow("billing*").When("BoolIfExists", "aws:MultiFactorAuthPresent", "true")).Audit().Of(Rule));
        Assert.Empty(new Estate().AwsPolicy("X", Policy.Of(PolicyStatement.Allow(List).When("StringEquals", "aws:ResourceTag/team", "x")))
            .Role("ops", role => role.Attach("arn:aws:iam::aws:policy/X")).Audit().Of(Rule));
    }

    [Fact]
    public void Same_statement_in_two_policies_is_the_organizations_matter()
    {
        var statement = PolicyStatement.Allow(List).When("StringEquals", "aws:ResourceTag/team", "x");
        var finding = new Estate().Role(
            "a",
            role =>
                role.Inline("one", Policy.Of(statement))).Role("b", role => role.Inline("two", Policy.Of(statement))).Audit().Only(Rule);

        Assert.Equal("organization", finding.Draft.Subject.Kind);
    }

    private static Estate When(string action, string conditionOperator, string key, string value) =>
        Holding(PolicyStatement.Allow(action).When(conditionOperator, key, value).Sid("Guarded"));

    private static Estate Holding(params PolicyStatement[] statements) =>
        new Estate().Role("ops", role => role.Id("AROAOPS").Inline("own", Policy.Of(statements)));
}
