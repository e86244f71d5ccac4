namespace Auditor.Pipeline.Findings.Escalation;

/// <summary>Ways over the identity of somebody who has Write actions.</summary>
public sealed class TrustStepsTests
{
    private const string Rule = "BCA205";
    private const string Update = "iam:UpdateAssumeRolePolicy";

    [Fact]
    public void Role_that_may_write_can_be_made_to_trust_it()
    {
        var finding = Dev(PolicyStatement.Allow(Update)).Role("ops", role => role.Allow("billingconductor:DeleteBillingGroup")).Audit().Only(Rule);

        Assert.Equal(Update, finding.Draft.Matter);
        Assert.Equal(["billingconductor:DeleteBillingGroup"], finding.Draft.Actions);
        Assert.Equal([Estate.RoleArn("ops")], finding.Draft.Resources);
        Assert.Contains("make itself trusted by ops, and assume it", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_roles_are_one_finding() => Assert.Equal([Estate.RoleArn("one"), Estate.RoleArn("two")], Dev(PolicyStatement.Allow(Update))
        .Role("two", role => role.Allow("billingconductor:DeleteBillingGroup")).Role("one", role => role.Allow("billingconductor:UpdateBillingGroup")).Audit().Only(Rule).Draft.Resources);

    [Theory]
    [InlineData("billingconductor:List*")]
    [InlineData("s3:*")]
    public void Role_that_may_not_write_is_no_way(string action) => Assert.Empty(Dev(PolicyStatement.Allow(Update)).Role("ops", role => role.Allow(action)).Audit().Of(Rule));

    [Fact]
    public void Role_that_may_write_perhaps_is_no_way() => Assert.Empty(Dev(PolicyStatement.Allow(Update))
        .Role("ops", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("billingconductor:*").When("Bool", "aws:MultiFactorAuthPresent", "true")))).Audit().Of(Rule));

    [Fact]
    public void Role_whose_trust_it_may_not_change_is_no_way() => Assert.Empty(Dev(PolicyStatement.Allow(Update).On(Estate.RoleArn("dev"), Estate.RoleArn("other")))
        .Role("ops", role => role.Allow("billingconductor:*")).Audit().Of(Rule));

    [Fact]
    public void Role_that_it_may_assume_anyway_is_access_and_no_escalation() => Assert.Empty(Dev(PolicyStatement.Allow(Update, "sts:AssumeRole"))
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.Payer))).Audit().Of(Rule));

    [Fact]
    public void Who_may_assume_nothing_cannot_use_the_trust() => Assert.Empty(Dev(PolicyStatement.Allow(Update), PolicyStatement.Deny("sts:AssumeRole"))
        .Role("ops", role => role.Allow("billingconductor:*")).Audit().Of(Rule));

    [Theory]
    [InlineData("/aws-reserved/sso.amazonaws.com/")]
    [InlineData("/aws-service-role/x.amazonaws.com/")]
    public void Role_that_AWS_made_cannot_be_made_to_trust_it(string path) => Assert.Empty(Dev(PolicyStatement.Allow(Update))
        .Role("ops", role => role.Path(path).Allow("billingconductor:DeleteBillingGroup")).Audit().Of(Rule));

    [Fact]
    public void Role_of_a_member_account_is_no_way() => Assert.Empty(Dev(PolicyStatement.Allow(Update)).Role("ops", role => role.Allow("billingconductor:*"), Estate.Member).Audit().Of(Rule));

    [Theory]
    [InlineData("iam:CreateAccessKey")]
    [InlineData("iam:CreateLoginProfile")]
    [InlineData("iam:UpdateLoginProfile")]
    public void User_that_may_write_can_be_impersonated(string action)
    {
        var finding = Dev(PolicyStatement.Allow(action)).User("anna", user => user.Allow("billingconductor:DeleteBillingGroup")).User("bob", user => user.Allow("s3:*")).Audit().Only(Rule);

        Assert.Equal((action, "arn:aws:iam::111122223333:user/anna"), (finding.Draft.Matter, Assert.Single(finding.Draft.Resources)));
    }

    [Fact]
    public void Own_keys_are_no_way() => Assert.Empty(new Estate().User("anna", user => user.Allow("iam:CreateAccessKey", "billingconductor:DeleteBillingGroup")).Audit().Of(Rule));

    [Fact]
    public void Who_comes_from_a_member_account_is_named_with_the_role_that_he_can_become()
    {
        var finding = new Estate().Role("deployer", role => role.Allow("iam:AttachRolePolicy").Trust(Policy.TrustOf(Estate.Member)))
            .Role("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member).Role("worker", role => role.Allow("s3:*"), Estate.Member).Audit().Only(Rule);

        Assert.Equal(["deployer", "pipeline"], finding.Names());
        Assert.Contains("So may whoever can become it: pipeline in 222233334444.", finding.Draft.Explanation, StringComparison.Ordinal);
        Assert.Contains(Estate.RoleArn("deployer") + " trust policy", finding.Evidence.Select(item => item.Policy));
    }

    [Fact]
    public void Member_whose_service_control_policies_deny_it_does_not_come() => Assert.Equal(["deployer"], new Estate()
        .Role("deployer", role => role.Allow("iam:AttachRolePolicy").Trust(Policy.TrustOf(Estate.Member))).Role("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member)
        .Scp("p-guard", Policy.Deny("sts:AssumeRole"), EstateOrganization.MemberUnit).Audit().Only(Rule).Names());

    [Theory]
    [InlineData("StringEquals", "sts:ExternalId", "acme-42")]
    [InlineData("Bool", "aws:MultiFactorAuthPresent", "true")]
    public void Who_comes_only_perhaps_is_not_named(string op, string key, string value) => Assert.Equal(["deployer"], new Estate()
        .Role("deployer", role => role.Allow("iam:AttachRolePolicy").Trust(Policy.Json($$"""
            { "Statement": { "Effect": "Allow", "Principal": { "AWS": "222233334444" }, "Action": "sts:AssumeRole", "Condition": { "{{op}}": { "{{key}}": "{{value}}" } } } }
            """)))
        .Role("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member).Audit().Only(Rule).Names());

    [Fact]
    public void Administrator_of_a_member_account_holds_all_34_and_is_not_named() => Assert.Equal(["deployer"], new Estate()
        .Role("deployer", role => role.Allow("iam:AttachRolePolicy").Trust(Policy.TrustOf(Estate.Member))).Role("admin", role => role.Allow("*"), Estate.Member).Audit().Only(Rule).Names());

    [Fact]
    public void Member_that_may_assume_a_role_that_writes_has_access_and_no_escalation() => Assert.Empty(new Estate()
        .Role("ops", role => role.Allow("billingconductor:*").Trust(Policy.TrustOf(Estate.Member))).Role("pipeline", role => role.Allow("sts:AssumeRole"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Neighbour_in_the_payer_comes_too() => Assert.Equal(["deployer", "neighbour"], new Estate()
        .Role("deployer", role => role.Allow("iam:AttachRolePolicy").Trust(Policy.TrustOf(Estate.Payer))).Role("neighbour", role => role.Allow("sts:AssumeRole")).Audit().Only(Rule).Names());

    private static Estate Dev(params PolicyStatement[] statements) => new Estate().Role("dev", role => role.Inline("own", Policy.Of(statements)));
}
