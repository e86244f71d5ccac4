namespace Auditor.Pipeline.Findings.Rules;

public sealed class PrivilegeEscalationTests
{
    private const string Rule = "BCA205";
    private const string FullAccess = "arn:aws:iam::aws:policy/AWSBillingConductorFullAccess";
    private const string AllWrites = "billingconductor:*";

    [Fact]
    public void Role_that_may_attach_policies_to_itself_is_reported()
    {
        var finding = new Estate().Role("dev", role => role.Id("AROADEV").Allow("iam:AttachRolePolicy")).Audit().Only(Rule);

        Assert.Equal("iam:AttachRolePolicy", finding.Draft.Matter);
        Assert.Equal(Severity.High, finding.Severity);
        Assert.Equal(("principal", "AROADEV"), (finding.Draft.Subject.Kind, finding.Draft.Subject.Key));
        Assert.Equal(["dev"], finding.Names());
        Assert.Equal([Estate.RoleArn("dev")], finding.Draft.Resources);
        Assert.Equal(19, finding.Draft.Actions.Length);
        Assert.Empty(finding.Blockers);
        Assert.Equal(Estate.RoleArn("dev") + " own", Assert.Single(finding.Evidence).Policy);
        Assert.EndsWith("With iam:AttachRolePolicy it may attach a policy that allows it to itself.", finding.Draft.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("iam:PutRolePolicy")]
    [InlineData("iam:AttachRolePolicy")]
    public void Holder_of_the_action_on_itself_only_is_reported(string action) =>
        Assert.Equal([action], Dev(PolicyStatement.Allow(action).On(Estate.RoleArn("dev"))).Audit().Matters(Rule));

    [Theory]
    [InlineData("iam:PutRolePolicy")]
    [InlineData("iam:AttachRolePolicy")]
    [InlineData("iam:PutUserPolicy")]
    [InlineData("iam:DeleteRolePolicy")]
    public void Action_on_another_role_that_it_may_not_assume_or_of_another_kind_is_not(string action) =>
        Assert.Empty(Dev(PolicyStatement.Allow(action).On(Estate.RoleArn("other"))).Role("other", role => role).Audit().Of(Rule));

    [Fact]
    public void Inline_policy_that_denies_is_written_over()
    {
        var policy = Policy.Of(PolicyStatement.Allow("iam:PutRolePolicy"), PolicyStatement.Deny(AllWrites));
        Assert.Equal(["iam:PutRolePolicy"], new Estate().Role("dev", role => role.Inline("own", policy)).Audit().Matters(Rule));
        Assert.Equal(["iam:PutRolePolicy"], new Estate().Role("dev", role => role.Allow("iam:PutRolePolicy").Inline("one", Policy.Deny(AllWrites)).Inline("two", Policy.Deny("billingconductor:Create*"))).Audit().Matters(Rule));
        // Who may only attach a policy leaves it where it is.
        Assert.Empty(new Estate().Role("dev", role => role.Inline("own", Policy.Of(PolicyStatement.Allow("iam:AttachRolePolicy"), PolicyStatement.Deny(AllWrites)))).Audit().Of(Rule));
        Assert.Empty(new Estate().ManagedPolicy("deny", Policy.Deny(AllWrites)).Role("dev", role => role.Allow("iam:PutRolePolicy").Attach(Estate.PolicyArn("deny"))).Audit().Of(Rule));
    }

    [Fact]
    public void Inline_policy_of_the_own_group_that_denies_is_written_over()
    {
        Estate With(Func<EstateHolder, EstateHolder> group, Func<EstateHolder, EstateHolder> user) => new Estate().Group("team", group).User("dev", held => user(held.In("team").Allow("iam:PutGroupPolicy")));
        Assert.Equal(["iam:PutGroupPolicy"], With(group => group.Inline("guard", Policy.Deny(AllWrites)), user => user).Audit().Matters(Rule));
        Assert.Empty(With(group => group, user => user.Inline("guard", Policy.Deny(AllWrites))).Audit().Of(Rule));
    }

    [Theory]
    [InlineData("iam:AttachRolePolicy")]
    [InlineData("iam:PutRolePolicy")]
    public void What_denies_is_taken_away_and_what_allows_is_given(string giving)
    {
        Estate With(params string[] actions) => new Estate().ManagedPolicy("deny", Policy.Deny(AllWrites)).Role("dev", role => role.Allow(actions).Attach(Estate.PolicyArn("deny")));
        Assert.Equal([$"{giving}+iam:DetachRolePolicy"], With(giving, "iam:DetachRolePolicy").Audit().Matters(Rule).Select(matter => string.Join('+', matter.Split('+').Order(StringComparer.Ordinal).OrderBy(action => action == "iam:DetachRolePolicy"))));
        Assert.Empty(With(giving).Audit().Of(Rule));
        Assert.Empty(With("iam:DetachRolePolicy").Audit().Of(Rule));
    }

    [Fact]
    public void Principal_without_rights_to_change_anybody_is_not() => Assert.Empty(new Estate().Role("dev", role => role.Allow("iam:Get*", "s3:*")).Audit().Of(Rule));

    [Fact]
    public void Holder_of_all_34_is_not() => Assert.Empty(new Estate().Role("admin", role => role.Allow("*")).Role("bc", role => role.Allow(AllWrites, "iam:*")).Audit().Of(Rule));

    [Fact]
    public void Holder_of_all_Write_actions_is_not() => Assert.Empty(Dev(
        PolicyStatement.Allow("iam:AttachRolePolicy"), PolicyStatement.AllowAllBut("iam:*", "billingconductor:List*")).Audit().Of(Rule));

    [Fact]
    public void Holder_of_some_Write_actions_obtains_the_others() => Assert.Equal(18, new Estate()
        .Role("dev", role => role.Allow("iam:AttachRolePolicy", "billingconductor:DeleteBillingGroup")).Audit().Only(Rule).Draft.Actions.Length);

    [Fact]
    public void Service_linked_role_is_not() => Assert.Empty(new Estate().ServiceLinkedRole("AWSServiceRoleForX", "x", role => role.Allow("iam:*")).Audit().Of(Rule));

    [Fact]
    public void Role_of_Identity_Center_cannot_be_changed_itself() => Assert.Empty(new Estate().PermissionSet("Dev", role => role.Allow("iam:AttachRolePolicy", "iam:PutRolePolicy")).Audit().Of(Rule));

    [Fact]
    public void Role_of_a_member_account_is_not() => Assert.Empty(new Estate().Role("dev", role => role.Allow("iam:*"), Estate.Member).Audit().Of(Rule));

    [Fact]
    public void Without_knowing_the_payer_nobody_is() => Assert.Empty(new Estate().Role("dev", role => role.Allow("iam:AttachRolePolicy")).WithoutOrganization().Audit().Of(Rule));

    [Fact]
    public void Payer_that_the_caller_names_is_enough() =>
        Assert.NotEmpty(new Estate().Role("dev", role => role.Allow("iam:AttachRolePolicy")).WithoutOrganization().ManagementAccount(Estate.Payer).Audit().Of(Rule));

    [Fact]
    public void Standalone_account_is_its_own_payer() =>
        Assert.NotEmpty(new Estate().Role("dev", role => role.Allow("iam:AttachRolePolicy")).Standalone().Audit().Of(Rule));

    [Fact]
    public void Service_control_policies_do_not_bind_the_payer() => Assert.NotEmpty(new Estate().Role("dev", role => role.Allow("iam:AttachRolePolicy"))
        .Scp("p-guard", Policy.Deny("iam:*", "billingconductor:*"), EstateOrganization.Root).Audit().Of(Rule));

    [Fact]
    public void Boundary_stops_it() => Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("iam:*", "s3:*"))
        .Role("dev", role => role.Allow("iam:AttachRolePolicy", "iam:PutRolePolicy").Boundary("limits")).Audit().Of(Rule));

    [Fact]
    public void Boundary_leaves_what_it_allows() => Assert.Equal(["billingconductor:DeleteBillingGroup"], new Estate()
        .ManagedPolicy("limits", Policy.Allow("iam:*", "billingconductor:DeleteBillingGroup", "billingconductor:List*"))
        .Role("dev", role => role.Allow("iam:AttachRolePolicy").Boundary("limits")).Audit().Only(Rule).Draft.Actions);

    [Fact]
    public void Boundary_that_does_not_allow_the_change_stops_it() => Assert.Empty(new Estate().ManagedPolicy("limits", Policy.Allow("billingconductor:*"))
        .Role("dev", role => role.Allow("iam:AttachRolePolicy").Boundary("limits")).Audit().Of(Rule));

    [Theory]
    [InlineData("iam:AttachRolePolicy")]
    [InlineData("billingconductor:*")]
    [InlineData("*")]
    public void Explicit_deny_stops_it(string denied) =>
        Assert.Empty(Dev(PolicyStatement.Allow("iam:AttachRolePolicy"), PolicyStatement.Deny(denied)).Audit().Of(Rule));

    [Theory]
    [InlineData("Bool", "aws:MultiFactorAuthPresent", "true")]
    [InlineData("IpAddress", "aws:SourceIp", "203.0.113.0/24")]
    [InlineData("StringEquals", "aws:ResourceTag/team", "dev")]
    public void What_depends_on_unknown_keys_is_not_certain(string op, string key, string value) =>
        Assert.Empty(Dev(PolicyStatement.Allow("iam:AttachRolePolicy").When(op, key, value)).Audit().Of(Rule));

    [Fact]
    public void Deny_that_depends_on_unknown_keys_makes_it_uncertain() => Assert.Empty(Dev(
        PolicyStatement.Allow("iam:AttachRolePolicy"), PolicyStatement.Deny("iam:*").When("BoolIfExists", "aws:MultiFactorAuthPresent", "false")).Audit().Of(Rule));

    [Fact]
    public void Tag_of_the_changed_role_is_known() => Assert.NotEmpty(new Estate()
        .Role("dev", role => role.Tag("team", "dev").Inline("own", Policy.Of(PolicyStatement.Allow("iam:AttachRolePolicy").When("StringEquals", "aws:ResourceTag/team", "dev"))))
        .Audit().Of(Rule));

    [Theory]
    [InlineData("ArnEquals", FullAccess)]
    [InlineData("ArnLike", "arn:aws:iam::aws:policy/Admin*")]
    [InlineData("ArnEquals", "arn:aws:iam::111122223333:policy/desk")]
    [InlineData("ArnNotEquals", "arn:aws:iam::aws:policy/AdministratorAccess")]
    public void Condition_on_the_policy_that_lets_one_through_that_grants_is_reported(string op, string policy) => Assert.NotEmpty(Dev(
        PolicyStatement.Allow("iam:AttachRolePolicy").When(op, "iam:PolicyARN", policy)).ManagedPolicy("desk", Policy.Allow("billingconductor:DeleteBillingGroup")).Audit().Of(Rule));

    [Theory]
    [InlineData("ArnEquals", "arn:aws:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("ArnLike", "arn:aws:iam::111122223333:policy/team-*")]
    [InlineData("ArnNotLike", "arn:aws:iam::*:policy/*")]
    public void Condition_on_the_policy_that_lets_none_through_that_grants_is_not(string op, string policy) => Assert.Empty(Dev(
        PolicyStatement.Allow("iam:AttachRolePolicy").When(op, "iam:PolicyARN", policy)).ManagedPolicy("desk", Policy.Allow("billingconductor:DeleteBillingGroup")).Audit().Of(Rule));

    [Fact]
    public void Policy_of_the_payer_gives_what_it_says() => Assert.Equal(["billingconductor:DeleteBillingGroup"], Dev(
        PolicyStatement.Allow("iam:AttachRolePolicy").When("ArnEquals", "iam:PolicyARN", Estate.PolicyArn("desk")))
        .ManagedPolicy("desk", Policy.Allow("billingconductor:DeleteBillingGroup", "billingconductor:List*")).Audit().Only(Rule).Draft.Actions);

    [Fact]
    public void Unreadable_policy_is_no_certainty() => Assert.Equal(["dev"], Dev(PolicyStatement.Allow("iam:AttachRolePolicy"))
        .Role("dev2", role => role.Allow("iam:AttachRolePolicy").Inline("broken", Policy.Json("""{ "Statement": { "Effect": "Maybe" } }"""))).Audit().Only(Rule).Names());

    [Fact]
    public void Findings_are_the_same_in_any_order_of_the_input()
    {
        var forwards = new Estate().Role("a", role => role.Allow("iam:*")).Role("b", role => role.Allow("iam:*").Trust(Policy.TrustOf(Estate.Payer))).Audit();
        var backwards = new Estate().Role("b", role => role.Allow("iam:*").Trust(Policy.TrustOf(Estate.Payer))).Role("a", role => role.Allow("iam:*")).Audit();

        Assert.NotEmpty(forwards.Of(Rule));
        Assert.Equal(forwards.Of(Rule).Select(finding => (finding.Id, finding.Draft.Explanation, finding.EvidenceHash)), backwards.Of(Rule).Select(finding => (finding.Id, finding.Draft.Explanation, finding.EvidenceHash)));
    }

    private static Estate Dev(params PolicyStatement[] statements) => new Estate().Role("dev", role => role.Inline("own", Policy.Of(statements)));
}
